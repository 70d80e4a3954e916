import type { TreeHead } from '@sealwright/audit/log';
import { type LogStanding, LogStore, type PlacedEvent } from '../../ports/log-store.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';
import { toColumn, toHead, toKeptCheckpoint } from './log-rows.js';

/** Any number nobody else uses for an advisory lock of this database. */
const SEQUENCER_LOCK = 7_391_406_158n;
/** Longer than a token and a slow disk ever take; after it another sequencer may begin. */
const ROUND_LIMIT_MS = 120_000;

interface PlacedRow {
  log_index: bigint;
  event_id: string;
  stream: string;
  previous: Uint8Array;
  chain_hash: Uint8Array;
}

export class PrismaLogStore extends LogStore {
  constructor(private readonly prisma: PrismaClient) {
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
    const { origin, noteSize } = state;
    const signed =
      noteSize === null
        ? null
        : await this.prisma.logCheckpoint.findUniqueOrThrow({ where: { size: noteSize } }).catch(rethrow);
    return { origin, head: toHead(state), signed: signed && toKeptCheckpoint(signed) };
  }

  override async hasPending(): Promise<boolean> {
    const [row] = await this.prisma.$queryRaw<{ pending: boolean }[]>`
      SELECT EXISTS (SELECT FROM log_pending) AS pending`.catch(rethrow);
    return row?.pending === true;
  }

  override async alone<T>(work: () => Promise<T>): Promise<T | null> {
    let failure: { readonly error: unknown } | null = null;
    const result = await this.prisma
      .$transaction(
        async (client) => {
          const [row] = await client.$queryRaw<{ mine: boolean }[]>`
            SELECT pg_try_advisory_xact_lock(${SEQUENCER_LOCK}::bigint) AS mine`;
          if (row?.mine !== true) return null;
          try {
            return await work();
          } catch (error) {
            failure = { error };
            return null;
          }
        },
        { timeout: ROUND_LIMIT_MS },
      )
      .catch(rethrow);
    if (failure !== null) throw (failure as { error: unknown }).error;
    return result;
  }

  override async takeBatch(limit: number): Promise<readonly PlacedEvent[]> {
    const rows = await this.prisma.$queryRaw<PlacedRow[]>`
      SELECT log_index, event_id, stream, previous, chain_hash FROM log_take_batch(${limit}::int)`.catch(
      rethrow,
    );
    return rows.map((row) => ({
      logIndex: Number(row.log_index),
      eventId: row.event_id,
      stream: row.stream,
      previous: row.previous,
      chainHash: row.chain_hash,
    }));
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

function rethrow(error: unknown): never {
  throw toAppError(error);
}
