import { asId, type SealId } from '../../domain/ids.js';
import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { SealLoop } from './seal-loop.js';

/** Only a bell: the seal's own row says what is left to do, and the sweep finds it without this job. */
export class SealJob implements JobHandler<'seal'> {
  readonly kind = 'seal';

  constructor(private readonly loop: SealLoop) {}

  async run(payload: { sealId: string }, { organisationId }: JobContext): Promise<JobOutcome> {
    this.loop.wake(organisationId, asId<SealId>(payload.sealId));
    return { state: 'done' };
  }
}
