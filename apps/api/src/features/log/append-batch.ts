import { appendEntries, logEntry, type TileWrite, type TreeHead } from '@sealwright/audit/log';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { LogStore } from '../../ports/log-store.js';
import type { LogTiles } from '../../ports/log-tiles.js';

export interface AppendParts {
  readonly store: LogStore;
  readonly tiles: LogTiles;
  readonly crashPoints: CrashPoints;
  /** Events taken in at once. */
  readonly batchSize: number;
}

const WRITES_SIDE_BY_SIDE = 8;

/**
 * Tiles first, then the head: a head that is stored has its tiles on the disk. A run cut short leaves tiles beyond the
 * head, which the next run writes again with the same bytes, because the places were given before.
 * @returns how many events were taken in
 * @throws AppError, LogError
 */
export async function appendBatch(parts: AppendParts, head: TreeHead): Promise<number> {
  const { store, tiles, crashPoints } = parts;
  const events = await store.takeBatch(parts.batchSize);
  // Another sequencer has moved the head since it was read.
  if (events[0]?.logIndex !== head.size) return 0;
  const entries = events.map(({ stream, previous, chainHash }) => logEntry(stream, previous, chainHash));
  const { head: next, writes } = await appendEntries(head, entries, tiles.read);
  await writeAll(tiles, writes);
  crashPoints.reach('L1');
  const isStored = await store.commitBatch(head, next);
  crashPoints.reach('L2');
  return isStored ? events.length : 0;
}

async function writeAll(tiles: LogTiles, writes: readonly TileWrite[]): Promise<void> {
  const waiting = [...writes];
  const writeOn = async () => {
    for (let write = waiting.pop(); write; write = waiting.pop()) await tiles.write(write.path, write.bytes);
  };
  await Promise.all(Array.from({ length: WRITES_SIDE_BY_SIDE }, writeOn));
}
