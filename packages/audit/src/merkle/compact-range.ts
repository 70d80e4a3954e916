import { LogError } from '../log-error.js';
import { EMPTY_ROOT, hashNode } from './tree-hashes.js';
import { assertSize } from './tree-head.js';
import type { LeafRange } from './tree-ranges.js';

/**
 * The perfect subtrees that make up a tree of `size` entries, widest first: one for each bit of the size.
 * Their hashes are all that is needed to go on appending.
 */
export function compactRanges(size: number): LeafRange[] {
  assertSize(size);
  const ranges: LeafRange[] = [];
  let start = 0;
  for (let width = 2 ** 52; width >= 1; width /= 2) {
    if (size - start < width) continue;
    ranges.push({ start, end: start + width });
    start += width;
  }
  return ranges;
}

/** A tree that only grows, kept as the hashes of {@link compactRanges}. */
export class CompactRange {
  private constructor(
    private count: number,
    private readonly stack: Uint8Array[],
  ) {}

  static empty(): CompactRange {
    return new CompactRange(0, []);
  }

  /**
   * @param hashes of `compactRanges(size)`, in that order
   * @throws LogError `tree-request-invalid` when their number does not fit the size
   */
  static from(size: number, hashes: readonly Uint8Array[]): CompactRange {
    if (hashes.length !== compactRanges(size).length || hashes.some((hash) => hash.length !== 32)) {
      throw new LogError('tree-request-invalid', `These hashes are not those of a tree of size ${size}.`);
    }
    return new CompactRange(size, [...hashes]);
  }

  get size(): number {
    return this.count;
  }

  get hashes(): readonly Uint8Array[] {
    return this.stack;
  }

  append(leafHash: Uint8Array): void {
    let hash = leafHash;
    // As many subtrees close as the old size ends in one bits.
    for (let rest = this.count; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = hashNode(this.stack.pop() ?? hash, hash);
    }
    this.stack.push(hash);
    this.count += 1;
  }

  root(): Uint8Array {
    const last = this.stack.at(-1);
    if (last === undefined) return EMPTY_ROOT;
    return this.stack.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
  }
}
