import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../digest.js';
import { CompactRange, compactRanges } from './compact-range.js';
import { proveConsistency, proveInclusion } from './prove.js';
import { EMPTY_ROOT, hashLeaf } from './tree-hashes.js';
import type { LeafRange } from './tree-ranges.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

/** RFC 6962 § 2.1 word for word, with another hash call: what everything here is held against. */
function mth(entries: readonly Uint8Array[]): Uint8Array {
  const sha256 = (...parts: Uint8Array[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  };
  if (entries.length === 0) return sha256();
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) return sha256(Uint8Array.of(0), only);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return sha256(Uint8Array.of(1), mth(entries.slice(0, k)), mth(entries.slice(k)));
}

const MAX = 70;
const entries = Array.from({ length: MAX }, (_, index) => new TextEncoder().encode(`entry ${index}`));
const roots = Array.from({ length: MAX + 1 }, (_, size) => mth(entries.slice(0, size)));
const rootAt = (size: number) => roots[size] ?? EMPTY_ROOT;
const leafAt = (index: number) => hashLeaf(entries[index] ?? new Uint8Array());
const hasher = async ({ start, end }: LeafRange) => mth(entries.slice(start, end));
const size = fc.integer({ min: 1, max: MAX });

describe('the tree of RFC 6962', () => {
  it('has the roots of the eight entries every implementation is tried with', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
    inputs.push('606162636465666768696a6b6c6d6e6f');
    const range = CompactRange.empty();
    for (const hex of inputs) range.append(hashLeaf(new Uint8Array(Buffer.from(hex, 'hex'))));
    expect(toHex(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(toHex(range.root())).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('grows leaf by leaf to the root the definition gives, from any stored compact range', () => {
    for (let from = 0; from < MAX; from++) {
      const hashes = compactRanges(from).map(({ start, end }) => mth(entries.slice(start, end)));
      const range = CompactRange.from(from, hashes);
      for (let index = from; index < Math.min(MAX, from + 9); index++) range.append(leafAt(index));
      expect(toHex(range.root())).toBe(toHex(rootAt(range.size)));
    }
  });

  it('refuses hashes that do not fit the size', () => {
    expect(() => CompactRange.from(3, [leafAt(0)])).toThrow(
      expect.objectContaining({ code: 'tree-request-invalid' }),
    );
  });
});

describe('inclusion', () => {
  it('is proved for every entry of every size', async () => {
    for (let count = 1; count <= MAX; count++) {
      for (let index = 0; index < count; index++) {
        const proof = await proveInclusion(index, count, hasher);
        const claim = { leafHash: leafAt(index), index, size: count, proof, root: rootAt(count) };
        expect(verifyInclusion(claim), `${index} of ${count}`).toBe(true);
      }
    }
  });

  it('is not proved by anything else', async () => {
    const draw = fc.tuple(size, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat());
    await fc.assert(
      fc.asyncProperty(draw, async ([count, at, kind, mask, place]) => {
        const index = at % count;
        const proof = [...(await proveInclusion(index, count, hasher))];
        const good = { leafHash: leafAt(index), index, size: count, proof, root: rootAt(count) };
        const flip = (bytes: Uint8Array) => bytes.map((byte, i) => (i === place % 32 ? byte ^ mask : byte));
        const wrong = [
          { ...good, leafHash: flip(good.leafHash) },
          { ...good, root: flip(good.root) },
          { ...good, index: index + count },
          { ...good, index: -1 },
          { ...good, proof: [...proof, rootAt(0)] },
          { ...good, proof: proof.slice(1), index: count === 1 ? 1 : index },
          {
            ...good,
            proof: proof.map((hash, i) => (i === at % proof.length ? flip(hash) : hash)),
            size: proof.length === 0 ? 0 : count,
          },
          {
            ...good,
            proof: proof.map((hash) => hash.subarray(1)),
            root: good.root.subarray(proof.length === 0 ? 1 : 0),
          },
        ];
        const one = wrong[kind % wrong.length] ?? good;
        expect(verifyInclusion(one)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('is not proved for a node that poses as a leaf, with a proof that is too short', async () => {
    const node = await hasher({ start: 0, end: 2 });
    const proof = [await hasher({ start: 2, end: 4 })];
    expect(verifyInclusion({ leafHash: node, index: 0, size: 4, proof, root: rootAt(4) })).toBe(false);
    expect(verifyInclusion({ leafHash: rootAt(4), index: 0, size: 4, proof: [], root: rootAt(4) })).toBe(
      false,
    );
  });

  it('is refused beyond the tree', () => {
    expect(() => proveInclusion(4, 4, hasher)).toThrow(
      expect.objectContaining({ code: 'tree-request-invalid' }),
    );
  });
});

describe('consistency', () => {
  it('is proved between all sizes', async () => {
    for (let newSize = 1; newSize <= MAX; newSize++) {
      for (let oldSize = 1; oldSize <= newSize; oldSize++) {
        const proof = await proveConsistency(oldSize, newSize, hasher);
        const claim = { oldSize, oldRoot: rootAt(oldSize), newSize, newRoot: rootAt(newSize), proof };
        expect(verifyConsistency(claim), `${oldSize} to ${newSize}`).toBe(true);
      }
    }
  });

  it('is not proved with another root, size or hash', async () => {
    await fc.assert(
      fc.asyncProperty(size, size, fc.nat({ max: 31 }), async (one, two, place) => {
        const [oldSize, newSize] = one < two ? [one, two] : [two, one];
        const proof = await proveConsistency(oldSize, newSize, hasher);
        const good = { oldSize, oldRoot: rootAt(oldSize), newSize, newRoot: rootAt(newSize), proof };
        const flip = (bytes: Uint8Array) => bytes.map((byte, i) => (i === place ? byte ^ 1 : byte));
        expect(verifyConsistency({ ...good, oldRoot: flip(good.oldRoot) })).toBe(false);
        expect(verifyConsistency({ ...good, newRoot: flip(good.newRoot) })).toBe(false);
        expect(verifyConsistency({ ...good, proof: [...proof, rootAt(1)] })).toBe(false);
        expect(verifyConsistency({ ...good, oldSize: newSize + 1 })).toBe(false);
        if (proof.length > 0) expect(verifyConsistency({ ...good, proof: proof.slice(1) })).toBe(false);
        for (let i = 0; i < proof.length; i++) {
          const bent = proof.map((hash, at) => (at === i ? flip(hash) : hash));
          expect(verifyConsistency({ ...good, proof: bent })).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('from an empty tree says nothing, and is refused', () => {
    const empty = { oldSize: 0, oldRoot: EMPTY_ROOT, newSize: 0, newRoot: EMPTY_ROOT, proof: [] };
    expect(verifyConsistency(empty)).toBe(false);
    expect(() => proveConsistency(0, 4, hasher)).toThrow(
      expect.objectContaining({ code: 'tree-request-invalid' }),
    );
  });
});
