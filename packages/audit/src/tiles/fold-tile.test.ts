import { expect, it } from 'vitest';
import { sha256, toHex } from '../digest.js';
import { foldFullTile } from './fold-tile.js';
import { TileFrontier } from './tile-frontier.js';
import { joinHashes } from './tile-reader.js';
import { foldPerfect } from './tile-tree.js';

const tileOf = (seed: number) => Array.from({ length: 256 }, (_, leaf) => sha256(Uint8Array.of(seed, leaf)));

it('folds a tile to the root that its hashes have one by one', () => {
  for (const seed of [1, 2]) {
    const hashes = tileOf(seed);
    expect(toHex(foldFullTile(joinHashes(hashes)))).toBe(toHex(foldPerfect(hashes)));
  }
});

it('appends a whole tile like its leaves, and only where a tile begins', () => {
  const [whole, single] = [TileFrontier.empty(), TileFrontier.empty()];
  for (const seed of [1, 2, 3]) {
    whole.appendTile(joinHashes(tileOf(seed)));
    for (const leaf of tileOf(seed)) single.append(leaf);
    expect([whole.size, toHex(whole.root())]).toEqual([single.size, toHex(single.root())]);
  }
  whole.append(sha256(Uint8Array.of(9)));
  expect(() => whole.appendTile(joinHashes(tileOf(4)))).toThrow(
    expect.objectContaining({ code: 'tree-request-invalid' }),
  );
});
