import type { JobId, OrganisationId } from '../domain/ids.js';
import type { JobKind, JobPayload } from './jobs.js';

export interface JobContext {
  readonly jobId: JobId;
  readonly organisationId: OrganisationId;
  /** 1 for the first run. */
  readonly attempt: number;
  /** Aborted when the process is asked to stop: finish the step at hand, then throw or return. */
  readonly signal: AbortSignal;
}

/**
 * What happened. `done`: never again. `later`: not a failure, run again at that time (a named cause stands in `code` and
 * `detail`, shown to people). A thrown error is retried with backoff or parked, as the problem catalogue says.
 */
export type JobOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'later'; readonly at: Date; readonly code: string; readonly detail: string };

/** The work behind one kind of job. Exactly one handler per kind and process is registered; the boot check counts. */
export interface JobHandler<Kind extends JobKind = JobKind> {
  readonly kind: Kind;
  /** May run twice, also at the same moment after a lost lease: rows decide, not the queue. */
  run(payload: JobPayload<Kind>, context: JobContext): Promise<JobOutcome | undefined>;
}
