import type { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { causesOfTheAuthorities } from './timestamp-causes.js';

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

/** When an authority answers again: seals that require a timestamp, and files that are owed one. */
export async function releaseForTimestamps(
  unitOfWork: UnitOfWork,
  organisations: Organisations,
): Promise<void> {
  for (const organisationId of await organisations.list()) {
    await unitOfWork.transact(organisationId, async (tx) => {
      await tx.seals.releaseWaiting(causesOfTheAuthorities);
      await tx.sealExtensions.releaseWaiting(causesOfTheAuthorities);
    });
  }
}
