import type { MerkleProof } from '../merkle/prove.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { verifyConsistency } from '../merkle/verify-proof.js';
import { equalBytes } from '../runtime/bytes.js';

export type HeadRefusal = 'tree-shrank' | 'root-changed' | 'not-consistent';

/** `advance`: may take the place of the last head. `same`: it is the last head; signing it again says nothing new. */
export type CheckpointDecision =
  | { readonly decision: 'advance' | 'same' }
  | { readonly decision: 'refuse'; readonly code: HeadRefusal; readonly sentence: string };

/**
 * The promise behind every signature of the log: never a smaller tree, never another root for the same size, never a
 * larger tree that does not contain the last one.
 * @param last the last head that was persisted for signing; null before the first
 * @param proof consistency proof from `last` to `next`; not looked at when the size is the same or `last` is empty
 */
export function decideCheckpoint(
  last: TreeHead | null,
  next: TreeHead,
  proof: MerkleProof = [],
): CheckpointDecision {
  if (last === null) return { decision: 'advance' };
  if (next.size < last.size) {
    const sentence = `The tree has ${next.size} entries now; a tree of ${last.size} was signed before.`;
    return { decision: 'refuse', code: 'tree-shrank', sentence };
  }
  if (next.size === last.size) {
    if (equalBytes(next.root, last.root)) return { decision: 'same' };
    const sentence = `The tree of ${next.size} entries has another root than the one signed before.`;
    return { decision: 'refuse', code: 'root-changed', sentence };
  }
  if (last.size === 0) return { decision: 'advance' };
  const claim = { oldSize: last.size, oldRoot: last.root, newSize: next.size, newRoot: next.root, proof };
  if (verifyConsistency(claim)) return { decision: 'advance' };
  const sentence = `The tree of ${next.size} entries does not contain the tree of ${last.size} signed before.`;
  return { decision: 'refuse', code: 'not-consistent', sentence };
}

/** What the sequencer keeps in one row: the head to sign, and the note once it is signed. */
export type StoredCheckpoint = { readonly head: TreeHead; readonly signedNote: string | null };

export type HeadSwap =
  | { readonly outcome: 'stored'; readonly stored: StoredCheckpoint }
  | { readonly outcome: 'unchanged' }
  /** Another sequencer was first: read again, append again. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'refused'; readonly code: HeadRefusal; readonly sentence: string };

/**
 * Compare-and-set on (size, root): `next` replaces what is stored only if that still is what the writer built on.
 * A database does the same in one statement (`UPDATE … WHERE size = $expected AND root = $expected`).
 */
export function swapHead(
  stored: StoredCheckpoint | null,
  expected: TreeHead | null,
  next: TreeHead,
  proof: MerkleProof = [],
): HeadSwap {
  if (!sameHead(stored?.head ?? null, expected)) return { outcome: 'conflict' };
  const decision = decideCheckpoint(expected, next, proof);
  if (decision.decision === 'refuse') {
    return { outcome: 'refused', code: decision.code, sentence: decision.sentence };
  }
  if (decision.decision === 'same') return { outcome: 'unchanged' };
  return { outcome: 'stored', stored: { head: next, signedNote: null } };
}

/**
 * What is due, from any state a crash can leave: tiles are written, then the head is stored, then signed, then shown.
 * A stored head without a signature is signed before anything is appended, and nothing else is signed.
 */
export function nextCheckpointStep(
  stored: StoredCheckpoint | null,
  publishedSize: number | null,
): 'append' | 'sign' | 'publish' {
  if (stored === null) return 'append';
  if (stored.signedNote === null) return 'sign';
  return publishedSize === stored.head.size ? 'append' : 'publish';
}

export function sameHead(left: TreeHead | null, right: TreeHead | null): boolean {
  if (left === null || right === null) return left === right;
  return left.size === right.size && equalBytes(left.root, right.root);
}
