/** A key that signs checkpoints, or did. */
export interface LogKey {
  readonly id: string;
  /** `<name>+<key id>+<base64>` (C2SP signed-note). */
  readonly verifierKey: string;
  readonly algorithm: 'ed25519' | 'ecdsa-p256';
  readonly spkiDer: Uint8Array;
  /** What the token calls it. */
  readonly label: string;
  readonly registeredAt: Date;
  readonly retiredAt: Date | null;
}

/** The log's public keys. Reading is for every process, writing for the sealer. @throws AppError */
export abstract class LogKeys {
  /** All there ever were, oldest first: old checkpoints are checked with retired ones. */
  abstract list(): Promise<LogKey[]>;
  /** Does nothing when the key is known. */
  abstract register(key: Omit<LogKey, 'registeredAt' | 'retiredAt'>): Promise<void>;
  /** From now on the key signs no more. Only once. */
  abstract retire(id: string): Promise<void>;
}
