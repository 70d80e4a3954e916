import type { OrganisationId, SignerSessionId } from '../../domain/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** Ends the browser session on a shared device; the link in the mail opens a new one. */
export class LeaveSigning {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run(organisationId: OrganisationId, sessionId: SignerSessionId): Promise<void> {
    return this.unitOfWork.transact(organisationId, (tx) => tx.links.endSession(sessionId));
  }
}
