import {
  type CheckpointTimestamp,
  type KeptCheckpoint,
  LogCheckpoints,
} from '../../ports/log-checkpoints.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';
import { toColumn, toKeptCheckpoint } from './log-rows.js';

export class PrismaLogCheckpoints extends LogCheckpoints {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async newest(): Promise<KeptCheckpoint | null> {
    const row = await this.prisma.logCheckpoint.findFirst({ orderBy: { size: 'desc' } }).catch(rethrow);
    return row && toKeptCheckpoint(row);
  }

  override async ofSize(size: number): Promise<KeptCheckpoint | null> {
    const row = await this.prisma.logCheckpoint.findUnique({ where: { size } }).catch(rethrow);
    return row && toKeptCheckpoint(row);
  }

  override async addSignatures(size: number, note: string): Promise<boolean> {
    const [row] = await this.prisma.$queryRaw<{ done: boolean }[]>`
      SELECT log_add_signatures(${size}::bigint, ${note}) AS done`.catch(rethrow);
    return row?.done === true;
  }

  override async keepTimestamp(size: number, timestamp: CheckpointTimestamp): Promise<boolean> {
    const { tokenDer, authority, at } = timestamp;
    const [row] = await this.prisma.$queryRaw<{ done: boolean }[]>`
      SELECT log_keep_timestamp(${size}::bigint, ${toColumn(tokenDer)}, ${authority}, ${at}) AS done`.catch(
      rethrow,
    );
    return row?.done === true;
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
