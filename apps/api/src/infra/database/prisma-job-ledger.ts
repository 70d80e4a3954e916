import { asId, type JobId, type OrganisationId } from '../../domain/ids.js';
import { type ClaimedJob, JobLedger, type JobSettlement } from '../../ports/job-ledger.js';
import type { JobKind } from '../../ports/jobs.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';

interface ClaimRow {
  readonly organisation_id: string;
  readonly kind: JobKind;
  readonly payload: unknown;
  readonly attempt: number;
}

export class PrismaJobLedger extends JobLedger {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async claim(jobId: JobId, kinds: readonly JobKind[], leaseMs: number): Promise<ClaimedJob | null> {
    const rows = await this.prisma.$queryRaw<ClaimRow[]>`
      SELECT organisation_id, kind, payload, attempt
      FROM job_claim(${jobId}::uuid, ${[...kinds]}::text[], ${leaseMs}::int)`.catch(rethrow);
    const row = rows[0];
    if (!row) return null;
    const organisationId = asId<OrganisationId>(row.organisation_id);
    return { jobId, organisationId, kind: row.kind, payload: row.payload, attempt: row.attempt };
  }

  override async renew(job: ClaimedJob, leaseMs: number): Promise<boolean> {
    const rows = await this.prisma.$queryRaw<{ held: boolean }[]>`
      SELECT job_renew(${job.jobId}::uuid, ${job.attempt}::int, ${leaseMs}::int) AS held`.catch(rethrow);
    return rows[0]?.held === true;
  }

  override async settle(job: ClaimedJob, settlement: JobSettlement): Promise<boolean> {
    const { code, detail } = settlement.state === 'done' ? { code: null, detail: null } : settlement;
    const delayMs = settlement.state === 'again' ? settlement.delayMs : 0;
    const rows = await this.prisma.$queryRaw<{ held: boolean }[]>`
      SELECT job_settle(${job.jobId}::uuid, ${job.attempt}::int, ${settlement.state}, ${delayMs}::float8,
        ${code}, ${detail}) AS held`.catch(rethrow);
    return rows[0]?.held === true;
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
