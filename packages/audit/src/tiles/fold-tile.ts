import { sha256Into, sha256Of } from '#runtime';
import { NODE_PREFIX } from '../merkle/tree-hashes.js';
import { TILE_WIDTH } from './tile-path.js';

const HASH_BYTES = 32;
const PAIR_BYTES = 1 + 2 * HASH_BYTES;
const PAIRS = TILE_WIDTH - 1;
const FIRST_UPPER = TILE_WIDTH / 2;

// Every pair of the tree over a tile, row above row, each behind its prefix as it is hashed: made once, so that folding a
// tile allocates nothing but its root.
const memory = new Uint8Array(PAIRS * PAIR_BYTES);
const pairs = Array.from({ length: PAIRS }, (_, index) => {
  memory[index * PAIR_BYTES] = NODE_PREFIX;
  return memory.subarray(index * PAIR_BYTES, (index + 1) * PAIR_BYTES);
});
const top = memory.subarray((PAIRS - 1) * PAIR_BYTES);

/** The root of a full tile (RFC 6962 § 2.1). @param tile its 256 hashes, one behind the other */
export function foldFullTile(tile: Uint8Array): Uint8Array {
  for (let at = 0; at < TILE_WIDTH * HASH_BYTES; at++) memory[at + (at >> 6) + 1] = tile[at] ?? 0;
  let parent = FIRST_UPPER * PAIR_BYTES + 1;
  for (let index = 0; index < PAIRS - 1; index++) {
    sha256Into(pairs[index] ?? top, memory, parent);
    // The next one stands beside it, or behind the prefix of the next pair.
    parent += HASH_BYTES + (index & 1);
  }
  return sha256Of(top);
}
