import { type LogBacklog, LogPlaces } from '../../ports/log-places.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';

export class PrismaLogPlaces extends LogPlaces {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async ofEvent(stream: string, seq: number): Promise<number | null> {
    const [row] = await this.prisma.$queryRaw<{ place: bigint | null }[]>`
      SELECT log_place(${stream}, ${seq}::bigint) AS place`.catch(rethrow);
    return row?.place === null || row?.place === undefined ? null : Number(row.place);
  }

  override async backlog(): Promise<LogBacklog> {
    const [row] = await this.prisma.$queryRaw<{ waiting: bigint; oldest_at: Date | null }[]>`
      SELECT waiting, oldest_at FROM log_backlog()`.catch(rethrow);
    return { waiting: Number(row?.waiting ?? 0n), oldestAt: row?.oldest_at ?? null };
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
