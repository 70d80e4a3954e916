import { createHash } from 'node:crypto';
import type { JournalPurpose } from './journal-entry.js';
import type { UnlinkedEntry } from './journal-line.js';

/** One signature as the token made it, before anybody has it. */
export interface MadeSignature {
  /**
   * `self-test`: over a random message. `request`: by a key without a certificate. `seal`: by a key with its certificate.
   * `note`: by a log key.
   */
  readonly use: 'self-test' | 'request' | 'seal' | 'note';
  readonly spkiDer: Uint8Array;
  /** As in the journal: `ecdsa-p256-sha256`, …; `ed25519` for a log key of that kind. */
  readonly algorithm: string;
  /** For a note the SHA-256 of its text. */
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

/** The line a journal gets for it. */
export function toJournalEntry(
  made: Omit<MadeSignature, 'use'>,
  purpose: JournalPurpose,
  at: Date,
): UnlinkedEntry {
  return {
    atIso: at.toISOString(),
    keyFingerprintSha256Hex: sha256Hex(made.spkiDer),
    algorithm: made.algorithm,
    digestHex: Buffer.from(made.digest).toString('hex'),
    purpose,
    signatureSha256Hex: sha256Hex(made.signature),
  };
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
