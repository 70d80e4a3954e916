import { describe, expect, it } from 'vitest';
import { sha256, toHex } from '../digest.js';
import { TileFrontier } from '../tiles/tile-frontier.js';
import { formatTilePath, TILE_WIDTH, tileWidth } from '../tiles/tile-path.js';
import { joinHashes } from '../tiles/tile-reader.js';
import { TreeFollower } from './tree-follower.js';

const SIZE = 2 * TILE_WIDTH + 88;
const WATCHED = [1, 100, TILE_WIDTH, 300, 2 * TILE_WIDTH, SIZE];
const leaves = Array.from({ length: SIZE }, (_, index) => sha256(new TextEncoder().encode(`leaf ${index}`)));
const other = sha256(new TextEncoder().encode('another leaf'));

const tiles = new Map<string, Uint8Array>();
for (let index = 0; index * TILE_WIDTH < SIZE; index++) {
  const width = tileWidth(SIZE, 0, index);
  const hashes = leaves.slice(index * TILE_WIDTH, index * TILE_WIDTH + width);
  tiles.set(formatTilePath({ level: 0, index, width }), joinHashes(hashes));
}
const reader = async (path: string) => tiles.get(path) ?? null;

function rootHex(size: number, rows: readonly Uint8Array[] = leaves): string {
  const tree = TileFrontier.empty();
  for (const leaf of rows.slice(0, size)) tree.append(leaf);
  return toHex(tree.root());
}

/** Follows rows up to `end`, each handed over in the one array that the next one overwrites. */
async function follow(follower: TreeFollower, rows: readonly Uint8Array[], end = SIZE): Promise<void> {
  const shared = new Uint8Array(32);
  while (follower.size < end) {
    if (follower.needsTile) await follower.load();
    shared.set(rows[follower.size] ?? other);
    follower.append(shared, follower.match(shared) === 'fits');
  }
}

describe('TreeFollower', () => {
  it('knows the root at every watched size, inside a tile and at its end', async () => {
    const follower = new TreeFollower(reader, SIZE, new Set(WATCHED));
    await follow(follower, leaves);
    const expected = WATCHED.map((size) => ({ size, byTilesHex: rootHex(size), byRowsHex: rootHex(size) }));
    expect(follower.reached).toEqual(expected);
  });

  it.each([0, 255, 256, 300, 599])('parts the trees at entry %i, where rows and tiles differ', async (at) => {
    const rows = leaves.with(at, other);
    const follower = new TreeFollower(reader, SIZE, new Set(WATCHED));
    await follow(follower, rows);
    const expected = WATCHED.map((size) => ({
      ...{ size, byTilesHex: rootHex(size), byRowsHex: rootHex(size, rows) },
    }));
    expect(follower.reached).toEqual(expected);
  });

  it('goes on from where it was, in the middle of a tile', async () => {
    const first = new TreeFollower(reader, SIZE, new Set());
    await follow(first, leaves, 300);
    const { byTiles, byRows } = first.trees;
    const second = new TreeFollower(reader, SIZE, new Set([SIZE]), byTiles, byRows, first.size);
    await follow(second, leaves);
    expect(second.reached).toEqual([{ size: SIZE, byTilesHex: rootHex(SIZE), byRowsHex: rootHex(SIZE) }]);
  });
});
