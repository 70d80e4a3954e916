import { LogError } from '../log-error.js';
import { hashLeaf } from '../merkle/tree-hashes.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { equalBytes } from '../runtime/bytes.js';
import { MAX_ENTRY_BYTES, writeEntryBundle } from './entry-bundle.js';
import { TileFrontier } from './tile-frontier.js';
import { formatTilePath, TILE_WIDTH, type TileName } from './tile-path.js';
import { joinHashes, readEntries, type TileReader } from './tile-reader.js';
import { TileTree } from './tile-tree.js';

/**
 * A file to write. What a stored head covers never changes: partial tiles carry their width in the path. Beyond it a run
 * that was cut short may have left other bytes at this path, which nobody was shown; they are overwritten.
 */
export type TileWrite = { readonly path: string; readonly bytes: Uint8Array };

export type AppendedEntries = { readonly head: TreeHead; readonly writes: readonly TileWrite[] };

/**
 * Puts entries behind a tree: what to write, and the head to persist once it is written. Pure but for the reader; asked
 * twice with the same input it gives the same bytes, so that a run cut short by a crash can simply be done again.
 * @param last head as persisted; the tiles must give its root before anything is built on them
 * @throws LogError `entry-invalid`, `tile-missing`, `tile-damaged`, `tree-head-mismatch`
 */
export async function appendEntries(
  last: TreeHead,
  entries: readonly Uint8Array[],
  reader: TileReader,
): Promise<AppendedEntries> {
  if (entries.some((entry) => entry.length > MAX_ENTRY_BYTES)) {
    throw new LogError('entry-invalid', `A log entry has at most ${MAX_ENTRY_BYTES} bytes.`);
  }
  const frontier = await TileFrontier.read(new TileTree(reader, last.size));
  if (!equalBytes(frontier.root(), last.root)) {
    const sentence = `The tiles do not give the root of the tree of ${last.size} entries; nothing is built on them.`;
    throw new LogError('tree-head-mismatch', sentence);
  }
  if (entries.length === 0) return { head: last, writes: [] };
  const bundles = await writeBundles(last.size, entries, reader);
  const tiles = writeTiles(frontier, entries);
  return { head: { size: frontier.size, root: frontier.root() }, writes: [...bundles, ...tiles] };
}

function writeTiles(frontier: TileFrontier, entries: readonly Uint8Array[]): TileWrite[] {
  const before = frontier.partials.map((hashes) => hashes.length);
  const grown = new Set<number>();
  const writes: TileWrite[] = [];
  for (const entry of entries) {
    for (const { name, hashes } of frontier.append(hashLeaf(entry))) {
      writes.push(writeTile(name, hashes));
      grown.add(Number(name.level));
    }
  }
  for (const [level, hashes] of frontier.partials.entries()) {
    if (hashes.length === 0 || (hashes.length === before[level] && !grown.has(level))) continue;
    const index = Math.floor(frontier.size / TILE_WIDTH ** (level + 1));
    writes.push(writeTile({ level, index, width: hashes.length }, hashes));
  }
  return writes;
}

const writeTile = (name: TileName, hashes: readonly Uint8Array[]): TileWrite => ({
  path: formatTilePath(name),
  bytes: joinHashes(hashes),
});

async function writeBundles(
  oldSize: number,
  entries: readonly Uint8Array[],
  reader: TileReader,
): Promise<TileWrite[]> {
  let index = Math.floor(oldSize / TILE_WIDTH);
  const begun = oldSize % TILE_WIDTH;
  const all = [...(begun === 0 ? [] : await readEntries(reader, index, begun)), ...entries];
  const writes: TileWrite[] = [];
  for (let at = 0; at < all.length; at += TILE_WIDTH) {
    const part = all.slice(at, at + TILE_WIDTH);
    const path = formatTilePath({ level: 'entries', index, width: part.length });
    writes.push({ path, bytes: writeEntryBundle(part) });
    index += 1;
  }
  return writes;
}
