import { LogError } from '../log-error.js';
import { assertSize } from './tree-head.js';

/** Entries `start` to `end` − 1, a subtree of RFC 6962: its hash is MTH(D[start:end]). */
export type LeafRange = { readonly start: number; readonly end: number };

/** Gives MTH(D[start:end]) from wherever the tree is kept. */
export type SubtreeHasher = (range: LeafRange) => Promise<Uint8Array>;

/** Largest power of two below `count` (count > 1). Not with shifts: they end at 31 bits. */
export function splitPoint(count: number): number {
  let k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}

/**
 * The subtrees whose hashes are the inclusion proof PATH(index, D[size]) (RFC 6962 § 2.1.1), leaf's sibling first.
 * @throws LogError `tree-request-invalid` when the tree has no such entry
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  assertSize(size);
  assertSize(index, 'An entry’s index');
  if (index >= size) {
    throw new LogError('tree-request-invalid', `A tree of ${size} entries has no entry ${index}.`);
  }
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/**
 * The subtrees whose hashes are PROOF(oldSize, D[newSize]) (RFC 6962 § 2.1.2); none for equal sizes.
 * @throws LogError `tree-request-invalid`: nothing follows from an empty tree, and a tree does not shrink
 */
export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
  assertSize(newSize);
  assertSize(oldSize);
  if (oldSize === 0 || oldSize > newSize) {
    throw new LogError('tree-request-invalid', `No proof leads from size ${oldSize} to size ${newSize}.`);
  }
  const ranges: LeafRange[] = [];
  let [start, end] = [0, newSize];
  while (oldSize !== end) {
    const middle = start + splitPoint(end - start);
    if (oldSize <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // The whole old tree is known to the verifier; any other last subtree is not.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}
