import type { TreeHead } from '@sealwright/audit/log';
import { type LogStanding, LogStore, type PlacedEvent } from '../../ports/log-store.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';
import { toColumn, toHead, toKeptCheckpoint } from './log-rows.js';
import type { TransactionClient } from './repository-scope.js';

/** Any number nobody else uses for an advisory lock of this database. */
const SEQUENCER_LOCK = 7_391_406_158n;
/** A process that was stopped in the middle keeps its connection: the database ends it, so that another one may begin. */
const LOCK_IDLE_MS = 10_000;
/** Far above the database's own limit, as in units of work. */
const ROUND_LIMIT_MS = 120_000;

interface PlacedRow {
  log_index: bigint;
  event_id: string;
  stream: string;
  previous: Uint8Array;
  chain_hash: Uint8Array;
}

export class PrismaLogStore extends LogStore {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly lockIdleMs = LOCK_IDLE_MS,
  ) {
    super();
  }

  override async begin(origin: string): Promise<string> {
    const [row] = await this.prisma.$queryRaw<
      { origin: string }[]
    >`SELECT log_begin(${origin}) AS origin`.catch(rethrow);
    return row?.origin ?? origin;
  }

  override async standing(): Promise<LogStanding | null> {
    const state = await this.prisma.logState.findUnique({ where: { id: 1 } }).catch(rethrow);
    if (state === null) return null;
    const { origin, generation, noteSize } = state;
    const signed =
      noteSize === null
        ? null
        : await this.prisma.logCheckpoint.findUniqueOrThrow({ where: { size: noteSize } }).catch(rethrow);
    return { origin, generation, head: toHead(state), signed: signed && toKeptCheckpoint(signed) };
  }

  override async hasPending(): Promise<boolean> {
    const [row] = await this.prisma.$queryRaw<{ pending: boolean }[]>`
      SELECT EXISTS (SELECT FROM log_pending) AS pending`.catch(rethrow);
    return row?.pending === true;
  }

  override async alone<T>(work: () => Promise<T>): Promise<T | null> {
    let ended: { readonly result: T } | { readonly error: unknown } | null = null;
    try {
      await this.prisma.$transaction(
        async (client) => {
          if (!(await this.lock(client))) return;
          try {
            ended = { result: await work() };
          } catch (error) {
            ended = { error };
          }
        },
        { timeout: ROUND_LIMIT_MS },
      );
    } catch (error) {
      // Only the lock was lost: the work is done, and was right without it.
      if (ended === null) throw toAppError(error);
    }
    return unwrap(ended);
  }

  private async lock(client: TransactionClient): Promise<boolean> {
    const [row] = await client.$queryRaw<{ mine: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(${SEQUENCER_LOCK}::bigint) AS mine,
        set_config('idle_in_transaction_session_timeout', ${String(this.lockIdleMs)}, true)`;
    return row?.mine === true;
  }

  override async takeBatch(limit: number): Promise<readonly PlacedEvent[]> {
    const rows = await this.prisma.$queryRaw<PlacedRow[]>`
      SELECT log_index, event_id, stream, previous, chain_hash FROM log_take_batch(${limit}::int)`.catch(
      rethrow,
    );
    return rows.map(toPlaced);
  }

  override async entries(from: number, limit: number): Promise<readonly PlacedEvent[]> {
    const rows = await this.prisma.$queryRaw<PlacedRow[]>`
      SELECT log_index, event_id, stream, previous, chain_hash
      FROM log_entries(${from}::bigint, ${limit}::int)`.catch(rethrow);
    return rows.map(toPlaced);
  }

  override async commitBatch(expected: TreeHead, next: TreeHead): Promise<boolean> {
    const [row] = await this.prisma.$queryRaw<{ done: boolean }[]>`
      SELECT log_commit_batch(${expected.size}::bigint, ${toColumn(expected.root)},
        ${next.size}::bigint, ${toColumn(next.root)}) AS done`.catch(rethrow);
    return row?.done === true;
  }

  override async keepNote(head: TreeHead, note: string): Promise<string | null> {
    const [row] = await this.prisma.$queryRaw<{ note: string | null }[]>`
      SELECT log_keep_note(${head.size}::bigint, ${toColumn(head.root)}, ${note}) AS note`.catch(rethrow);
    return row?.note ?? null;
  }
}

function unwrap<T>(ended: { readonly result: T } | { readonly error: unknown } | null): T | null {
  if (ended === null) return null;
  if ('error' in ended) throw ended.error;
  return ended.result;
}

function toPlaced(row: PlacedRow): PlacedEvent {
  const { stream, previous } = row;
  return {
    ...{ stream, previous },
    logIndex: Number(row.log_index),
    eventId: row.event_id,
    chainHash: row.chain_hash,
  };
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
