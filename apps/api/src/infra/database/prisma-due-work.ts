import {
  asId,
  type EnvelopeId,
  type JobId,
  type OrganisationId,
  type SealId,
  type UploadId,
} from '../../domain/ids.js';
import { type DueJob, DueWork } from '../../ports/due-work.js';
import type { JobKind } from '../../ports/jobs.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';

export class PrismaDueWork extends DueWork {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async dueJobs(kinds: readonly JobKind[], limit: number): Promise<DueJob[]> {
    const rows = await this.prisma.$queryRaw<{ organisation_id: string; job_id: string; kind: JobKind }[]>`
      SELECT organisation_id, job_id, kind FROM due_outbox(${[...kinds]}::text[], ${limit}::int)`.catch(
      rethrow,
    );
    return rows.map((row) => ({
      organisationId: asId<OrganisationId>(row.organisation_id),
      jobId: asId<JobId>(row.job_id),
      kind: row.kind,
    }));
  }

  override async dueSeals(limit: number): Promise<{ organisationId: OrganisationId; sealId: SealId }[]> {
    const rows = await this.prisma.$queryRaw<{ organisation_id: string; seal_id: string }[]>`
      SELECT organisation_id, seal_id FROM due_seals(${limit}::int)`.catch(rethrow);
    return rows.map((row) => ({
      organisationId: asId<OrganisationId>(row.organisation_id),
      sealId: asId<SealId>(row.seal_id),
    }));
  }

  override async dueExtensions(limit: number): Promise<{ organisationId: OrganisationId; sealId: SealId }[]> {
    const rows = await this.prisma.$queryRaw<{ organisation_id: string; seal_id: string }[]>`
      SELECT organisation_id, seal_id FROM due_seal_extensions(${limit}::int)`.catch(rethrow);
    return rows.map((row) => ({
      organisationId: asId<OrganisationId>(row.organisation_id),
      sealId: asId<SealId>(row.seal_id),
    }));
  }

  override async dueExpiries(
    limit: number,
  ): Promise<{ organisationId: OrganisationId; envelopeId: EnvelopeId }[]> {
    const rows = await this.prisma.$queryRaw<{ organisation_id: string; envelope_id: string }[]>`
      SELECT organisation_id, envelope_id FROM due_expiries(${limit}::int)`.catch(rethrow);
    return rows.map((row) => ({
      organisationId: asId<OrganisationId>(row.organisation_id),
      envelopeId: asId<EnvelopeId>(row.envelope_id),
    }));
  }

  override async dueUploads(
    limit: number,
  ): Promise<{ organisationId: OrganisationId; uploadId: UploadId }[]> {
    const rows = await this.prisma.$queryRaw<{ organisation_id: string; upload_id: string }[]>`
      SELECT organisation_id, upload_id FROM due_uploads(${limit}::int)`.catch(rethrow);
    return rows.map((row) => ({
      organisationId: asId<OrganisationId>(row.organisation_id),
      uploadId: asId<UploadId>(row.upload_id),
    }));
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
