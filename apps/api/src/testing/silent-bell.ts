import { JobBell } from '../ports/job-bell.js';
import type { QueueName } from '../ports/jobs.js';

/** Remembers who was rung for; wakes nobody. */
export class SilentBell extends JobBell {
  readonly rung: { queue: QueueName; jobId: string }[] = [];

  override ring(jobs: readonly { queue: QueueName; jobId: string }[]): void {
    this.rung.push(...jobs);
  }
}
