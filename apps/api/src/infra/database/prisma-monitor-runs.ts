import { type MonitorRun, type MonitorRunKind, MonitorRuns } from '../../ports/monitor-runs.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';

const KINDS: readonly MonitorRunKind[] = ['new-events', 'whole-log', 'seal-ledger'];
const OUTCOMES = ['intact', 'broken', 'could-not-look'] as const;

export class PrismaMonitorRuns extends MonitorRuns {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async report({
    kind,
    startedAt,
    finishedAt,
    outcome,
    checked,
    detail,
  }: MonitorRun): Promise<void> {
    await this.prisma.$executeRaw`
      INSERT INTO monitor_run (kind, started_at, finished_at, outcome, checked, detail)
      VALUES (${kind}, ${startedAt}, ${finishedAt}, ${outcome}, ${BigInt(checked)}, ${detail})
      ON CONFLICT (kind) DO UPDATE SET started_at = excluded.started_at, finished_at = excluded.finished_at,
        outcome = excluded.outcome, checked = excluded.checked, detail = excluded.detail`.catch(rethrow);
  }

  override async list(): Promise<MonitorRun[]> {
    const rows = await this.prisma.monitorRun.findMany().catch(rethrow);
    return KINDS.flatMap((kind) => {
      const row = rows.find((one) => one.kind === kind);
      if (row === undefined) return [];
      const outcome = OUTCOMES.find((one) => one === row.outcome) ?? 'could-not-look';
      return [{ ...row, kind, outcome, checked: Number(row.checked) }];
    });
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
