import type { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** Causes that lie in the token, its key or its certificate: they stop all seals and end for all at once. */
const causesOfTheToken = ['token-', 'seal-certificate-', 'signer-'];

/** When the token is back, nobody sits out a backoff. */
export async function releaseWaitingSeals(
  unitOfWork: UnitOfWork,
  organisations: Organisations,
): Promise<void> {
  for (const organisationId of await organisations.list()) {
    await unitOfWork.transact(organisationId, (tx) => tx.seals.releaseWaiting(causesOfTheToken));
  }
}
