import { GENESIS_HASH } from '@sealwright/audit';
import {
  LogError,
  type LogState,
  logLeafHash,
  readHashTile,
  TILE_WIDTH,
  type TileReader,
  tileWidth,
} from '@sealwright/audit/log';
import type { LoggedEnd } from '../../ports/record-rows.js';

/** Sizes at which a checkpoint was met; older ones can be computed from the tiles. */
const KEPT_ROOTS = 16;
const KEPT_FAULTS = 50;

/** What is kept between two looks: the tree, whatever number of records there is, and no chain of any of them. */
export function withoutChains(state: LogState): LogState {
  const { reached, faults } = state;
  return {
    ...state,
    heads: [],
    reached: reached.slice(-KEPT_ROOTS),
    faults: faults.slice(0, KEPT_FAULTS),
  };
}

/**
 * The state with the chains that are needed to go on: each from the row of its newest event in the tree, which counts as
 * far as the tiles have the very entry it gives. Rows alone could have been rewritten since the last look.
 * @returns null when a row does not fit its entry, or the tile cannot be read: everything has to be looked at
 */
export async function resumeChains(
  state: LogState,
  ends: readonly LoggedEnd[],
  tiles: TileReader,
): Promise<LogState | null> {
  const leaves = new Map<number, readonly Uint8Array[]>();
  for (const { stream, index, chainHash, previousHash } of ends) {
    const tile = Math.floor(index / TILE_WIDTH);
    const hashes = leaves.get(tile) ?? (await readLeaves(tiles, tile, state.size));
    leaves.set(tile, hashes);
    const logged = hashes[index % TILE_WIDTH];
    const leaf = logLeafHash(stream, previousHash ?? GENESIS_HASH, chainHash);
    if (logged === undefined || Buffer.compare(logged, leaf) !== 0) return null;
  }
  const heads = ends.map(({ stream, seq, chainHash }): LogState['heads'][number] => [
    stream,
    seq,
    Buffer.from(chainHash).toString('hex'),
    false,
  ]);
  return { ...state, heads };
}

async function readLeaves(tiles: TileReader, index: number, size: number): Promise<readonly Uint8Array[]> {
  try {
    return await readHashTile(tiles, { level: 0, index, width: tileWidth(size, 0, index) });
  } catch (error) {
    if (error instanceof LogError) return [];
    throw error;
  }
}
