import {
  type KnownBeginning,
  type LogBeginning,
  LogBeginnings,
  type LogIdentity,
} from '../../ports/log-beginnings.js';
import { toAppError } from './database-errors.js';
import type { LogBeginning as BeginningRow, PrismaClient } from './generated/client.js';
import { toColumn, toHead } from './log-rows.js';

export class PrismaLogBeginnings extends LogBeginnings {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async current(): Promise<LogIdentity | null> {
    return await this.prisma.logState
      .findUnique({ where: { id: 1 }, select: { origin: true, generation: true } })
      .catch(rethrow);
  }

  override async list(): Promise<readonly KnownBeginning[]> {
    const rows = await this.prisma.logBeginning.findMany({ orderBy: { generation: 'asc' } }).catch(rethrow);
    return rows.map(toBeginning);
  }

  override async begin({ after, kept, ...beginning }: LogBeginning): Promise<boolean> {
    const statement = JSON.stringify({
      ...beginning,
      ...{ afterOrigin: after.origin, afterSize: after.head.size, afterNote: after.note },
    });
    const [row] = await this.prisma.$queryRaw<{ begun: boolean }[]>`
      SELECT log_begin_next(${kept.size}::bigint, ${toColumn(kept.root)}, ${statement}::jsonb,
        ${toColumn(after.head.root)}) AS begun`.catch(rethrow);
    return row?.begun === true;
  }

  override async markTold(generation: number): Promise<void> {
    await this.prisma.$executeRaw`
      UPDATE log_beginning SET told_at = now() WHERE generation = ${generation} AND told_at IS NULL`.catch(
      rethrow,
    );
  }
}

function toBeginning(row: BeginningRow): KnownBeginning {
  const { generation, requestId, origin, proved, reason, begunBy, begunAt, toldAt } = row;
  return {
    ...{ generation, requestId, origin, proved, reason, begunBy, begunAt, toldAt },
    after: {
      origin: row.afterOrigin,
      head: toHead({ size: row.afterSize, root: row.afterRoot }),
      note: row.afterNote,
    },
    kept: toHead({ size: row.keptSize, root: row.keptRoot }),
  };
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
