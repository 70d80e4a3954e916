import { asId, type SealId } from '../../domain/ids.js';
import { isStopped, tryAgain } from '../../domain/seal.js';
import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { SealLoop } from './seal-loop.js';

/** A person asked for another try. What becomes of a seal only the sealer may write, so the act ends here. */
export class SealAgainJob implements JobHandler<'seal-again'> {
  readonly kind = 'seal-again';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly loop: Pick<SealLoop, 'wake'>,
  ) {}

  async run(payload: { sealId: string }, { organisationId }: JobContext): Promise<JobOutcome> {
    const id = asId<SealId>(payload.sealId);
    await this.unitOfWork.transact(organisationId, async (tx) => {
      const condition = (await tx.seals.lock(id))?.condition;
      // Somebody else's act, or its own time, was faster.
      if (condition && isStopped(condition)) await tx.seals.saveDue(id, tryAgain(condition));
      const owed = (await tx.sealExtensions.lock(id))?.condition;
      if (owed && isStopped(owed)) await tx.sealExtensions.saveDue(id, tryAgain(owed));
    });
    this.loop.wake(organisationId, id);
    // An extension that is due again is found by its own sweep, a few seconds later.
    return { state: 'done' };
  }
}
