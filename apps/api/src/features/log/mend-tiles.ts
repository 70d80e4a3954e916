import {
  appendEntries,
  CompactRange,
  EMPTY_ROOT,
  hashLeaf,
  LogError,
  logEntry,
  sameHead,
  TileTree,
  type TreeHead,
} from '@sealwright/audit/log';
import type { LogStore } from '../../ports/log-store.js';
import type { LogTiles } from '../../ports/log-tiles.js';
import { LogRefusal } from './log-refusal.js';
import { writeTiles } from './write-tiles.js';

export interface MendParts {
  readonly store: LogStore;
  readonly tiles: LogTiles;
  /** Entries read at once. */
  readonly batchSize: number;
}

const EMPTY: TreeHead = { size: 0, root: EMPTY_ROOT };

/**
 * Writes tiles that are missing again, from the record: after a folder was lost, or brought back from a backup that is
 * older than the database. The rows must give the very root that is stored before anything is written, and no tile that
 * is there is touched.
 * @param shown the checkpoint in the folder, up to which its tiles may be whole
 * @throws LogRefusal `root-changed` when the rows give another tree; AppError, LogError
 */
export async function mendTiles(parts: MendParts, head: TreeHead, shown: TreeHead | null): Promise<void> {
  const base = await wholeUpTo(parts.tiles, shown);
  await requireSameTree(parts, base, head);
  let last = base;
  for await (const entries of entriesFrom(parts, base.size, head.size)) {
    const { head: next, writes } = await appendEntries(last, entries, parts.tiles.read);
    await writeTiles(parts.tiles, writes, { onlyMissing: true });
    last = next;
  }
}

/** Tiles that are whole up to what is shown need not be written again. */
async function wholeUpTo(tiles: LogTiles, shown: TreeHead | null): Promise<TreeHead> {
  if (shown === null) return EMPTY;
  try {
    return (await appendEntries(shown, [], tiles.read)).head;
  } catch (error) {
    if (error instanceof LogError) return EMPTY;
    throw error;
  }
}

async function requireSameTree(parts: MendParts, base: TreeHead, head: TreeHead): Promise<void> {
  const range =
    base.size === 0 ? CompactRange.empty() : await new TileTree(parts.tiles.read, base.size).compactRange();
  for await (const entries of entriesFrom(parts, base.size, head.size)) {
    for (const entry of entries) range.append(hashLeaf(entry));
  }
  if (sameHead({ size: range.size, root: range.root() }, head)) return;
  const sentence = `Tiles of the log are missing, and the rows of the database do not give the tree of ${head.size} entries that was stored: somebody altered them. Bring LOG_DIR back from a backup.`;
  throw new LogRefusal('root-changed', sentence);
}

async function* entriesFrom(
  { store, batchSize }: MendParts,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array[]> {
  for (let at = from; at < to; ) {
    const events = (await store.entries(at, Math.min(batchSize, to - at))).filter(
      ({ logIndex }, place) => logIndex === at + place,
    );
    if (events.length === 0) return;
    yield events.map(({ stream, previous, chainHash }) => logEntry(stream, previous, chainHash));
    at += events.length;
  }
}
