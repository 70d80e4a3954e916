import type { EnvelopeId, JobId, OrganisationId, SealId, UploadId } from '../domain/ids.js';
import type { JobKind } from './jobs.js';

export interface DueJob {
  readonly organisationId: OrganisationId;
  readonly jobId: JobId;
  readonly kind: JobKind;
}

/** What waits for a worker, over all organisations, oldest first and with no upper age. */
export abstract class DueWork {
  /** Jobs of the kinds given whose time has come and that no living worker holds. */
  abstract dueJobs(kinds: readonly JobKind[], limit: number): Promise<DueJob[]>;
  /** Seals that are due, or waiting with their time come, or leased by a worker that died. */
  abstract dueSeals(limit: number): Promise<{ organisationId: OrganisationId; sealId: SealId }[]>;
  /** Sealed files that are owed a higher level or, their archive timestamp having come of age, another one. */
  abstract dueExtensions(limit: number): Promise<{ organisationId: OrganisationId; sealId: SealId }[]>;
  /** Envelopes still out for signature after their expiry. */
  abstract dueExpiries(limit: number): Promise<{ organisationId: OrganisationId; envelopeId: EnvelopeId }[]>;
  /** Uploads whose time is over, however they ended. */
  abstract dueUploads(limit: number): Promise<{ organisationId: OrganisationId; uploadId: UploadId }[]>;
}
