import { ServiceHealth, type ServiceReport, type ServiceStatus } from '../../ports/service-health.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';

const STATES = ['ok', 'waiting', 'failed'] as const;

export class PrismaServiceHealth extends ServiceHealth {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async report(report: ServiceReport): Promise<void> {
    await this.prisma.$executeRaw`
      INSERT INTO service_health AS h (name, state, code, detail, since, checked_at, next_attempt_at)
      VALUES (${report.name}, ${report.state}, ${report.code}, ${report.detail}, now(), now(), ${report.nextAttemptAt})
      ON CONFLICT (name) DO UPDATE SET state = excluded.state, code = excluded.code, detail = excluded.detail,
        checked_at = excluded.checked_at, next_attempt_at = excluded.next_attempt_at,
        since = CASE WHEN (h.state, h.code) IS DISTINCT FROM (excluded.state, excluded.code)
          THEN excluded.since ELSE h.since END`.catch(rethrow);
  }

  override async list(): Promise<ServiceStatus[]> {
    const rows = await this.prisma.serviceHealth.findMany({ orderBy: { name: 'asc' } }).catch(rethrow);
    return rows.map((row) => ({ ...row, state: STATES.find((state) => state === row.state) ?? 'failed' }));
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
