import type { EnvelopeId, RecipientId } from '../../domain/ids.js';
import { remind } from '../../domain/remind.js';
import { record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Doer } from './create-envelope.js';
import { lockEnvelope } from './locked-draft.js';

/** Asks for another mail to somebody whose turn it is. */
export class RemindRecipient {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run(doer: Doer, id: EnvelopeId, recipientId: RecipientId): Promise<void> {
    return this.unitOfWork.transact(doer.organisationId, async (tx) => {
      const envelope = await lockEnvelope(tx, id);
      const lastMailAt = await tx.envelopes.lastMailAt(recipientId);
      await record(tx, remind(envelope, recipientId, lastMailAt, tx.now), doer.context);
    });
  }
}
