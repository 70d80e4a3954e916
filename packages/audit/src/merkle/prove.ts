import { consistencyRanges, inclusionRanges, type SubtreeHasher } from './tree-ranges.js';

/** Hashes of 32 bytes, in the order of RFC 6962. */
export type MerkleProof = readonly Uint8Array[];

/**
 * Proof that entry `index` (from 0) is in the tree of `size` entries.
 * @throws LogError `tree-request-invalid`, and what the hasher throws
 */
export function proveInclusion(index: number, size: number, hasher: SubtreeHasher): Promise<MerkleProof> {
  return Promise.all(inclusionRanges(index, size).map(hasher));
}

/**
 * Proof that the first `oldSize` entries of the tree of `newSize` are the old tree.
 * @throws LogError `tree-request-invalid` (also for `oldSize` 0), and what the hasher throws
 */
export function proveConsistency(
  oldSize: number,
  newSize: number,
  hasher: SubtreeHasher,
): Promise<MerkleProof> {
  return Promise.all(consistencyRanges(oldSize, newSize).map(hasher));
}
