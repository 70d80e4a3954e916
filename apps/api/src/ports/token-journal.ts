/** Why the token signed. `id`: the seal's id, the checkpoint's size in decimal, or the name of the key tested. */
export interface JournalPurpose {
  readonly kind: 'document' | 'certificate' | 'checkpoint' | 'self-test';
  readonly id: string;
}

/**
 * One signature the token process made. A line of the journal is this object as JSON, in this order of members, with a
 * line feed behind it.
 */
export interface JournalEntry {
  /** 1, 2, 3 … without gaps. */
  readonly n: number;
  readonly atIso: string;
  /** Of the key's SubjectPublicKeyInfo. */
  readonly keyFingerprintSha256Hex: string;
  /** `ecdsa-p256-sha256`, …, as in the sealing policy; `ed25519` for a log key. */
  readonly algorithm: string;
  /** What was signed. For a checkpoint the SHA-256 of the note's text, also where Ed25519 took the text itself. */
  readonly digestHex: string;
  readonly purpose: JournalPurpose;
  /** Of the signature as it was handed out. */
  readonly signatureSha256Hex: string;
  /** Of the line before, without its line feed; 64 zeros in the first line. */
  readonly previousSha256Hex: string;
}

/** How far a reader has come: behind line `n`, whose hash this is. */
export interface JournalPosition {
  readonly byteOffset: number;
  readonly n: number;
  readonly lineSha256Hex: string;
}

export const JOURNAL_START: JournalPosition = { byteOffset: 0, n: 0, lineSha256Hex: '0'.repeat(64) };

export interface JournalLine {
  /** Null when the line is not an entry at all. */
  readonly entry: JournalEntry | null;
  /**
   * `unreadable-line`: somebody wrote into the file. `broken-chain`: the line before was changed, or lines are missing,
   * doubled or in another order. Reading goes on behind the fault, so that the rest is seen too.
   */
  readonly fault: 'unreadable-line' | 'broken-chain' | null;
  /** Where to go on next time. */
  readonly position: JournalPosition;
}

/** `journal-shorter`: the file ends before the position; lines were cut off, or it is another file. */
export class TokenJournalError extends Error {
  override readonly name = 'TokenJournalError';
  constructor(
    readonly code: 'journal-shorter' | 'journal-unreadable',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/**
 * The record the token process keeps of itself, outside of the database: each signature stands in it, on disk, before it
 * is handed out. Reading needs memory for one line at a time.
 */
export abstract class TokenJournal {
  /**
   * The lines behind `from`, up to the last whole one; a line that is just being written is left for the next time. A
   * journal that is not there yet has none.
   * @throws TokenJournalError
   */
  abstract read(from: JournalPosition): AsyncIterable<JournalLine>;
}
