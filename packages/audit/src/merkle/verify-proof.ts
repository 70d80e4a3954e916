import { equalBytes } from '../runtime/bytes.js';
import type { MerkleProof } from './prove.js';
import { hashNode } from './tree-hashes.js';

/** Up to 2^64 − 1: proofs of other people's logs are checked too. */
type Count = number | bigint;

const MAX_COUNT = (1n << 64n) - 1n;

export type InclusionClaim = {
  leafHash: Uint8Array;
  /** From 0. */
  index: Count;
  size: Count;
  proof: MerkleProof;
  root: Uint8Array;
};

export type ConsistencyClaim = {
  oldSize: Count;
  oldRoot: Uint8Array;
  newSize: Count;
  newRoot: Uint8Array;
  proof: MerkleProof;
};

/** RFC 9162 § 2.1.3.2 (the trees of RFC 6962). False for anything that does not prove the claim; never throws. */
export function verifyInclusion({ leafHash, index, size, proof, root }: InclusionClaim): boolean {
  const position = readCount(index);
  const count = readCount(size);
  if (position === null || count === null || position >= count) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  let node = position;
  let last = count - 1n;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0n) return false;
    if (isOdd(node) || node === last) {
      hash = hashNode(sibling, hash);
      while (!isOdd(node) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      hash = hashNode(hash, sibling);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && equalBytes(hash, root);
}

/**
 * RFC 9162 § 2.1.4.2. False for anything that does not prove the claim, and for `oldSize` 0: any tree extends the
 * empty one, so such a "proof" would say nothing. Never throws.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldRoot, newRoot, proof } = claim;
  const oldSize = readCount(claim.oldSize);
  const newSize = readCount(claim.newSize);
  if (oldSize === null || newSize === null || oldSize === 0n || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (![oldRoot, newRoot, ...proof].every(isHash)) return false;
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  if (first === undefined || proof.length === 0) return false;
  return climb(oldSize, newSize, first, rest, claim);
}

function climb(
  oldSize: bigint,
  newSize: bigint,
  first: Uint8Array,
  rest: MerkleProof,
  { oldRoot, newRoot }: ConsistencyClaim,
): boolean {
  let node = oldSize - 1n;
  let last = newSize - 1n;
  while (isOdd(node)) [node, last] = [node >> 1n, last >> 1n];
  let oldHash = first;
  let newHash = first;
  for (const sibling of rest) {
    if (last === 0n) return false;
    if (isOdd(node) || node === last) {
      oldHash = hashNode(sibling, oldHash);
      newHash = hashNode(sibling, newHash);
      while (!isOdd(node) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      newHash = hashNode(newHash, sibling);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}

function readCount(count: Count): bigint | null {
  if (typeof count === 'number' && !Number.isSafeInteger(count)) return null;
  const value = BigInt(count);
  return value >= 0n && value <= MAX_COUNT ? value : null;
}

const isHash = (bytes: Uint8Array): boolean => bytes.length === 32;
const isOdd = (value: bigint): boolean => (value & 1n) === 1n;
const isPowerOfTwo = (value: bigint): boolean => (value & (value - 1n)) === 0n;
