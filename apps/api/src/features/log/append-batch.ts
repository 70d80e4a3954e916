import { appendEntries, logEntry, type TreeHead } from '@sealwright/audit/log';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { LogStore } from '../../ports/log-store.js';
import type { LogTiles } from '../../ports/log-tiles.js';
import { writeTiles } from './write-tiles.js';

export interface AppendParts {
  readonly store: LogStore;
  readonly tiles: LogTiles;
  readonly crashPoints: CrashPoints;
  /** Events taken in at once. */
  readonly batchSize: number;
}

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
  await writeTiles(tiles, writes);
  crashPoints.reach('L1');
  const isStored = await store.commitBatch(head, next);
  crashPoints.reach('L2');
  return isStored ? events.length : 0;
}
