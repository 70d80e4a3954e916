import type { JobId } from '../domain/ids.js';
import type { QueueName } from './jobs.js';

/** Wakes a worker. Never a memory: a bell that nobody heard costs at most one sweep interval. */
export abstract class JobBell {
  /** Never throws and never waits for an unreachable Redis. */
  abstract ring(jobs: readonly { readonly queue: QueueName; readonly jobId: JobId }[]): void;
}
