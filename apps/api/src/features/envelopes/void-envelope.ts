import type { EnvelopeId } from '../../domain/ids.js';
import { voidEnvelope } from '../../domain/void.js';
import { record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Doer } from './create-envelope.js';
import { lockEnvelope } from './locked-draft.js';

/** Withdraws what is out: from the commit on, no link of it works. */
export class VoidEnvelope {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run(doer: Doer, id: EnvelopeId, reason: string): Promise<void> {
    return this.unitOfWork.transact(doer.organisationId, async (tx) => {
      const sent = await lockEnvelope(tx, id);
      const { envelope, events } = voidEnvelope(sent, { reason }, tx.now);
      await tx.envelopes.save(sent, envelope);
      await record(tx, events, doer.context);
    });
  }
}
