import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../runtime/bytes.js';
import { hasPublicVectors, listVectors, readVector } from '../testing/public-vectors.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

type Probe = { wantErr: boolean; desc: string; proof: string[] | null } & Record<string, unknown>;
const COUNTS = new Set(['leafIdx', 'treeSize', 'size1', 'size2']);

/** Sizes up to 2^64 − 1 stand in the files as numbers, which JSON.parse alone would round. */
function readProbe(path: string): Probe {
  const exact = (key: string, value: unknown, context?: { source?: string }) =>
    COUNTS.has(key) && typeof value === 'number' ? BigInt(context?.source ?? value) : value;
  return JSON.parse(readVector(path), exact) as Probe;
}

const bytes = (probe: Probe, member: string) =>
  fromBase64((probe[member] as string | null) ?? '') ?? new Uint8Array();
const count = (probe: Probe, member: string) => (probe[member] as bigint | undefined) ?? 0n;
const proofOf = (probe: Probe) => (probe.proof ?? []).map((hash) => fromBase64(hash) ?? new Uint8Array());

describe.skipIf(!hasPublicVectors('merkle'))('the vectors of transparency-dev/merkle', () => {
  it('of inclusion', () => {
    const files = listVectors('.json', 'merkle', 'testdata', 'inclusion');
    expect(files).toHaveLength(98);
    for (const file of files) {
      const probe = readProbe(file);
      const claim = {
        leafHash: bytes(probe, 'leafHash'),
        index: count(probe, 'leafIdx'),
        size: count(probe, 'treeSize'),
        proof: proofOf(probe),
        root: bytes(probe, 'root'),
      };
      expect(verifyInclusion(claim), file).toBe(!probe.wantErr);
    }
  });

  it('of consistency', () => {
    const files = listVectors('.json', 'merkle', 'testdata', 'consistency');
    expect(files).toHaveLength(98);
    for (const file of files) {
      const probe = readProbe(file);
      const claim = {
        oldSize: count(probe, 'size1'),
        oldRoot: bytes(probe, 'root1'),
        newSize: count(probe, 'size2'),
        newRoot: bytes(probe, 'root2'),
        proof: proofOf(probe),
      };
      expect(verifyConsistency(claim), file).toBe(!probe.wantErr);
    }
  });
});
