import { z } from 'zod';
import {
  type CheckpointFinding,
  type CheckpointPolicy,
  verifyCheckpoint,
} from '../checkpoint/verify-checkpoint.js';
import { LogError } from '../log-error.js';
import type { MerkleProof } from '../merkle/prove.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { verifyConsistency } from '../merkle/verify-proof.js';
import { equalBytes, fromBase64, toBase64 } from '../runtime/bytes.js';

export const CONSISTENCY_PROOF_FORMAT = 'sealwright-consistency-proof';
export const CONSISTENCY_PROOF_VERSION = 1;

const MAX_FILE_CHARACTERS = 4_000_000;

const consistencyProof = z.object({
  format: z.literal(CONSISTENCY_PROOF_FORMAT),
  version: z.literal(CONSISTENCY_PROOF_VERSION),
  /** Both as signed, verbatim. */
  oldCheckpoint: z.string(),
  newCheckpoint: z.string(),
  /** RFC 6962 § 2.1.2, Base64; empty between equal sizes and from an empty tree. */
  hashes: z.array(z.string()).max(64),
});

/** Two signed checkpoints, and the hashes that show that the newer log contains the older one. */
export type ConsistencyProof = z.infer<typeof consistencyProof>;

export type ConsistencyFinding =
  | { readonly verdict: 'consistent'; readonly oldHead: TreeHead; readonly newHead: TreeHead }
  | {
      readonly verdict: 'inconsistent' | 'rejected';
      readonly code:
        | 'proof-unreadable'
        | 'old-checkpoint'
        | 'new-checkpoint'
        | 'not-consistent'
        | 'split-view';
      readonly sentence: string;
    };

export function formatConsistencyProof(
  oldCheckpoint: string,
  newCheckpoint: string,
  proof: MerkleProof,
): string {
  const file: ConsistencyProof = {
    format: CONSISTENCY_PROOF_FORMAT,
    version: CONSISTENCY_PROOF_VERSION,
    oldCheckpoint,
    newCheckpoint,
    hashes: proof.map(toBase64),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** @throws LogError `proof-unreadable` */
export function parseConsistencyProof(json: string): ConsistencyProof {
  try {
    if (json.length <= MAX_FILE_CHARACTERS) return consistencyProof.parse(JSON.parse(json));
  } catch (cause) {
    throw new LogError('proof-unreadable', 'This is not a consistency proof this program can read.', {
      cause,
    });
  }
  throw new LogError('proof-unreadable', 'This file is larger than any consistency proof.');
}

/**
 * Does the later of two signed states of the log contain the earlier one? `inconsistent` is grave: both were signed by
 * the log, and they contradict each other. `rejected` means only that the evidence is not usable. Never throws on it.
 */
export async function verifyConsistencyProof(
  json: string,
  policy: CheckpointPolicy,
): Promise<ConsistencyFinding> {
  const read = readProof(json);
  if (read === null) return fault('rejected', 'proof-unreadable', 'This is not a consistency proof.');
  const before = await verifyCheckpoint(read.file.oldCheckpoint, policy);
  if (before.verdict === 'rejected') return fault('rejected', 'old-checkpoint', before.sentence);
  const after = await verifyCheckpoint(read.file.newCheckpoint, policy);
  if (after.verdict === 'rejected') return fault('rejected', 'new-checkpoint', after.sentence);
  return compare(before, after, read.proof);
}

type Trusted = Extract<CheckpointFinding, { verdict: 'trusted' }>;

function compare(before: Trusted, after: Trusted, proof: MerkleProof): ConsistencyFinding {
  const [oldHead, newHead] = [before.checkpoint.head, after.checkpoint.head];
  if (oldHead.size === newHead.size && !equalBytes(oldHead.root, newHead.root)) {
    const sentence = `The log signed two different trees of ${oldHead.size} entries.`;
    return fault('inconsistent', 'split-view', sentence);
  }
  const claim = {
    oldSize: oldHead.size,
    oldRoot: oldHead.root,
    newSize: newHead.size,
    newRoot: newHead.root,
    proof,
  };
  const holds = oldHead.size === 0 ? proof.length === 0 : verifyConsistency(claim);
  if (holds) return { verdict: 'consistent', oldHead, newHead };
  // A wrong proof shows nothing about the log: only a right one, or none that exists, would.
  const sentence = `These hashes do not lead from the tree of ${oldHead.size} entries to that of ${newHead.size}.`;
  return fault('rejected', 'not-consistent', sentence);
}

function readProof(json: string): { file: ConsistencyProof; proof: MerkleProof } | null {
  try {
    const file = parseConsistencyProof(json);
    return { file, proof: file.hashes.map((hash) => fromBase64(hash) ?? new Uint8Array()) };
  } catch (error) {
    if (error instanceof LogError) return null;
    throw error;
  }
}

function fault(
  verdict: 'inconsistent' | 'rejected',
  code: Exclude<ConsistencyFinding, { verdict: 'consistent' }>['code'],
  sentence: string,
): ConsistencyFinding {
  return { verdict, code, sentence };
}
