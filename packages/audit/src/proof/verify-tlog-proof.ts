import {
  type CheckpointFinding,
  type CheckpointPolicy,
  verifyCheckpoint,
} from '../checkpoint/verify-checkpoint.js';
import { LogError } from '../log-error.js';
import { verifyInclusion } from '../merkle/verify-proof.js';
import { parseTlogProof, type TlogProof } from './tlog-proof.js';

type Trusted = Extract<CheckpointFinding, { verdict: 'trusted' }>;
type CheckpointFault = Extract<CheckpointFinding, { verdict: 'rejected' }>['code'];

export type TlogProofFinding =
  | { readonly verdict: 'included'; readonly index: number; readonly checkpoint: Trusted }
  | {
      readonly verdict: 'rejected';
      readonly code: 'proof-unreadable' | 'not-included' | `checkpoint-${CheckpointFault}`;
      readonly sentence: string;
    };

/**
 * Is the entry with this leaf hash in the log, by this file and the keys given? Never throws on bad evidence.
 * @param leafHash SHA-256(0x00 ‖ entry), computed from what the reader has, never taken from the file
 */
export async function verifyTlogProof(
  file: Uint8Array | string,
  leafHash: Uint8Array,
  policy: CheckpointPolicy,
): Promise<TlogProofFinding> {
  const proof = read(file);
  if (proof instanceof LogError) {
    return { verdict: 'rejected', code: 'proof-unreadable', sentence: proof.message };
  }
  const checkpoint = await verifyCheckpoint(proof.checkpoint, policy);
  if (checkpoint.verdict === 'rejected') {
    return { verdict: 'rejected', code: `checkpoint-${checkpoint.code}`, sentence: checkpoint.sentence };
  }
  const { size, root } = checkpoint.checkpoint.head;
  if (verifyInclusion({ leafHash, index: proof.index, size, proof: proof.proof, root })) {
    return { verdict: 'included', index: proof.index, checkpoint };
  }
  const sentence = `This proof does not show that the entry is number ${proof.index} of the log of ${size} entries.`;
  return { verdict: 'rejected', code: 'not-included', sentence };
}

function read(file: Uint8Array | string): TlogProof | LogError {
  try {
    return parseTlogProof(file);
  } catch (error) {
    if (error instanceof LogError) return error;
    throw error;
  }
}
