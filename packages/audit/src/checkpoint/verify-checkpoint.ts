import { LogError } from '../log-error.js';
import { toHex } from '../runtime/bytes.js';
import { type Checkpoint, parseCheckpoint } from './checkpoint-text.js';
import { parseSignedNote, type SignedNote } from './signed-note.js';
import type { VerifierKey } from './verifier-key.js';
import { type VerifiedSignature, verifyNote } from './verify-note.js';

/** Whom a reader believes. More than one log key while a key is being replaced. */
export type CheckpointPolicy = {
  readonly origin: string;
  readonly logKeys: readonly VerifierKey[];
  readonly witnesses?: readonly VerifierKey[];
  /** How many different witnesses must have cosigned; 0 when not given. */
  readonly requiredWitnesses?: number;
};

export type CheckpointFinding =
  | {
      readonly verdict: 'trusted';
      readonly checkpoint: Checkpoint;
      readonly signedBy: readonly VerifierKey[];
      readonly cosignedBy: readonly VerifiedSignature[];
    }
  | {
      readonly verdict: 'rejected';
      readonly code: 'unreadable' | 'other-origin' | 'not-signed' | 'bad-signature' | 'too-few-witnesses';
      readonly sentence: string;
    };

/** Reads a signed checkpoint and says whether it is to be believed. Never throws on bad evidence. */
export async function verifyCheckpoint(
  note: Uint8Array | string,
  policy: CheckpointPolicy,
): Promise<CheckpointFinding> {
  const read = readNote(note);
  if (read instanceof LogError) return rejected('unreadable', read.message);
  const { witnesses = [], requiredWitnesses = 0 } = policy;
  const finding = await verifyNote(read.note, [...policy.logKeys, ...witnesses]);
  if (finding.verdict === 'bad-signature') {
    const sentence = `The signature in the name of ${finding.key.name} is not made by its key: this checkpoint is forged.`;
    return rejected('bad-signature', sentence);
  }
  const verified = finding.verdict === 'verified' ? finding.verified : [];
  const signedBy = policy.logKeys.filter((key) => verified.some((one) => one.key === key));
  if (signedBy.length === 0) {
    return rejected('not-signed', 'This checkpoint is not signed by a key known for the log.');
  }
  if (read.checkpoint.origin !== policy.origin) {
    return rejected('other-origin', `This checkpoint is of another log than ${policy.origin}.`);
  }
  const cosignedBy = verified.filter(({ key }) => witnesses.includes(key));
  // One key under two names is one witness.
  const distinct = new Set(cosignedBy.map(({ key }) => toHex(key.publicKey))).size;
  if (distinct < requiredWitnesses) {
    return rejected(
      'too-few-witnesses',
      `${distinct} of ${requiredWitnesses} required witnesses cosigned this.`,
    );
  }
  return { verdict: 'trusted', checkpoint: read.checkpoint, signedBy, cosignedBy };
}

function readNote(bytes: Uint8Array | string): { note: SignedNote; checkpoint: Checkpoint } | LogError {
  try {
    const note = parseSignedNote(bytes);
    return { note, checkpoint: parseCheckpoint(note.text) };
  } catch (error) {
    if (error instanceof LogError) return error;
    throw error;
  }
}

function rejected(
  code: Extract<CheckpointFinding, { verdict: 'rejected' }>['code'],
  sentence: string,
): CheckpointFinding {
  return { verdict: 'rejected', code, sentence };
}
