/**
 * Why a token signed. `id`: the seal's id, the checkpoint's size in decimal, the name of the key tested, or the command
 * that asked.
 *
 * `document`, `certificate` and `checkpoint` are the platform's. `self-test` (a random message) and `certificate-request`
 * are acts of the key itself. `file` is a file that somebody had sealed past the platform.
 */
export interface JournalPurpose {
  readonly kind: (typeof JOURNAL_PURPOSES)[number];
  readonly id: string;
}

export const JOURNAL_PURPOSES = [
  ...(['document', 'certificate', 'checkpoint'] as const),
  ...(['self-test', 'certificate-request', 'file'] as const),
] as const;

/**
 * One signature of a token. A line of the journal is this object as JSON, in this order of members, with a line feed
 * behind it.
 */
export interface JournalEntry {
  /** 1, 2, 3 … without gaps. */
  readonly n: number;
  readonly atIso: string;
  /** Of the key's SubjectPublicKeyInfo. */
  readonly keyFingerprintSha256Hex: string;
  /** `ecdsa-p256-sha256`, …, as in the sealing policy; `ed25519` for a log key. */
  readonly algorithm: string;
  /** What was signed. For a note the SHA-256 of its text, also where Ed25519 took the text itself. */
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
