import { asId, type BulkId } from '../../domain/ids.js';
import type { Clock } from '../../ports/clock.js';
import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { RunBulk } from './run-bulk.js';

const lookAgainMs = 2_000;

/** Works through a list batch by batch until nothing waits. A fault of the infrastructure is thrown: the job comes again. */
export class RunBulkJob implements JobHandler<'run-bulk'> {
  readonly kind = 'run-bulk';

  constructor(
    private readonly runBulk: RunBulk,
    private readonly clock: Clock,
  ) {}

  async run(payload: { bulkId: string }, { organisationId, signal }: JobContext): Promise<JobOutcome> {
    const bulkId = asId<BulkId>(payload.bulkId);
    for (;;) {
      const outcome = await this.runBulk.runBatch(organisationId, bulkId);
      if (outcome === 'finished') return { state: 'done' };
      if (outcome === 'busy')
        return this.later('bulk-rows-busy', 'Another worker is busy with the last rows.');
      if (signal.aborted) return this.later('worker-stopping', 'The worker stops; the rest follows at once.');
    }
  }

  private later(code: string, detail: string): JobOutcome {
    return { state: 'later', at: new Date(this.clock.now().getTime() + lookAgainMs), code, detail };
  }
}
