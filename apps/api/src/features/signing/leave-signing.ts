import { record } from '../../events/record.js';
import type { SignerCaller } from '../../http/caller.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** Ends the browser session on a shared device; the link in the mail opens a new one. */
export class LeaveSigning {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run({ organisationId, envelopeId, recipientId, sessionId, context }: SignerCaller): Promise<void> {
    return this.unitOfWork.transact(organisationId, async (tx) => {
      if (!(await tx.links.endSession(sessionId))) return;
      await record(tx, [{ type: 'recipient.session-ended', envelopeId, data: { recipientId } }], context);
    });
  }
}
