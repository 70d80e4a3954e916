import { deleteDraft } from '../../domain/draft.js';
import type { EnvelopeId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Doer } from './create-envelope.js';
import { lockDraft } from './locked-draft.js';

/** Removes a draft. What was sent is never removed, it is voided. */
export class DeleteDraft {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run(doer: Doer, id: EnvelopeId, version: number): Promise<void> {
    return this.unitOfWork.transact(doer.organisationId, async (tx) => {
      const { events } = deleteDraft(await lockDraft(tx, id, version));
      await tx.envelopes.deleteDraft(id);
      await record(tx, events, doer.context);
    });
  }
}
