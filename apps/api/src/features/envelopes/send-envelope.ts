import type { EnvelopeId } from '../../domain/ids.js';
import { send } from '../../domain/send.js';
import { record } from '../../events/record.js';
import type { Glyphs } from '../../ports/glyphs.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Doer } from './create-envelope.js';
import { lockDraft } from './locked-draft.js';

/** Releases a draft: documents, recipients and fields freeze, and the first group is invited. */
export class SendEnvelope {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly glyphs: Glyphs,
  ) {}

  run(doer: Doer, id: EnvelopeId, version: number, timeZone?: string): Promise<void> {
    return this.unitOfWork.transact(doer.organisationId, async (tx) => {
      const draft = await lockDraft(tx, id, version);
      const platform = await tx.platformFacts.read();
      const findUndrawable = this.glyphs.findUndrawable.bind(this.glyphs);
      const { envelope, events } = send(draft, { platform, findUndrawable, timeZone }, tx.now);
      await tx.envelopes.save(draft, envelope);
      await record(tx, events, doer.context);
    });
  }
}
