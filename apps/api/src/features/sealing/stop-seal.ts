import { AppError } from '../../domain/app-error.js';
import type { OrganisationId, SealId } from '../../domain/ids.js';
import { fail, type NewCause, SealRefused, wait } from '../../domain/seal.js';
import { bySystem, record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { SealVerdict } from './seal-causes.js';
import { refusedEvent } from './seal-events.js';
import { type HeldSeal, takeOrLeave } from './take-seal.js';

/** Writes why nothing is sealed at the moment, without trying. */
export async function postponeSeal(
  unitOfWork: UnitOfWork,
  organisationId: OrganisationId,
  sealId: SealId,
  cause: NewCause,
): Promise<void> {
  await unitOfWork.transact(organisationId, async (tx) => {
    const seal = await tx.seals.lock(sealId);
    const leased = seal && takeOrLeave(seal, tx.now);
    if (!seal || !leased) return;
    await tx.seals.saveTaken(sealId, leased);
    const waiting = wait(leased, leased.fence, cause, tx.now);
    await tx.seals.saveHeld(sealId, leased.fence, waiting);
    await record(tx, [refusedEvent(seal, waiting)], bySystem);
  });
}

/** Writes the named cause where people see it. When even that cannot be written, the lease runs out by itself. */
export async function stopSeal(unitOfWork: UnitOfWork, held: HeldSeal, reason: SealVerdict): Promise<void> {
  if (reason.verdict === 'lost') return;
  const { organisationId, seal } = held.context;
  const { fence } = held.leased;
  const save = unitOfWork.transact(organisationId, async (tx) => {
    const stopped = (reason.verdict === 'fail' ? fail : wait)(held.leased, fence, reason.cause, tx.now);
    await tx.seals.saveHeld(seal.id, fence, stopped);
    // To wait for the log is in the order of things: an event for each second of it would only make the log longer.
    if (reason.cause.retry !== 'soon') await record(tx, [refusedEvent(seal, stopped)], bySystem);
  });
  await save.catch((error: unknown) => {
    const dropped = error instanceof SealRefused || error instanceof AppError;
    if (!dropped) throw error;
  });
}
