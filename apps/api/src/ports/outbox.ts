import type { JobId } from '../domain/ids.js';
import type { Job } from './jobs.js';

export interface Outbox {
  /**
   * Writes a job that runs after this unit of work has committed, at `availableAt` (default: at once) or later. It runs
   * at least once: its handler must bear a second run.
   * @returns the id of the row, which is also the id of the queue's job.
   */
  enqueue(job: Job, availableAt?: Date): Promise<JobId>;
  /** The same for many, in one statement. */
  enqueueAll(jobs: readonly { readonly job: Job; readonly availableAt?: Date }[]): Promise<void>;
}
