import type { JobId, OrganisationId } from '../domain/ids.js';
import type { JobKind } from './jobs.js';

export interface ClaimedJob {
  readonly jobId: JobId;
  readonly organisationId: OrganisationId;
  readonly kind: JobKind;
  readonly payload: unknown;
  /** 1 for the first run; also the fence: an older attempt can no longer settle the job. */
  readonly attempt: number;
}

/** How a run ended. again: run once more after `delayMs`. parked: a person must look; the sweep leaves it alone. */
export type JobSettlement =
  | { readonly state: 'done' }
  | {
      readonly state: 'again';
      readonly delayMs: number;
      readonly code: string;
      readonly detail: string;
    }
  | { readonly state: 'parked'; readonly code: string; readonly detail: string };

/** The rows behind the queue. One short statement per call, over all organisations; the database's clock decides. */
export abstract class JobLedger {
  /** Takes the lease of a job that is due and of one of these kinds. Null: done, held by another, or not yet due. */
  abstract claim(jobId: JobId, kinds: readonly JobKind[], leaseMs: number): Promise<ClaimedJob | null>;
  /** False when the lease was lost. */
  abstract renew(job: ClaimedJob, leaseMs: number): Promise<boolean>;
  /** False when the lease was lost: another worker's word counts. */
  abstract settle(job: ClaimedJob, settlement: JobSettlement): Promise<boolean>;
}
