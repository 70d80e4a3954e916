import type { KeyProbe } from '@sealwright/signing-core/pkcs11';

/** A key that may sign checkpoints, in its token. */
export interface LogTokenKey {
  /** What the token calls it. */
  readonly label: string;
  readonly algorithm: 'ed25519' | 'ecdsa-p256';
  readonly spkiDer: Uint8Array;
  /** As of a seal key: what the token says and what it did when we tried to export the key. */
  readonly probe: KeyProbe;
  /**
   * Signs the text of a checkpoint of this size: Ed25519 over the text, or ECDSA over its SHA-256 as DER. The token process
   * refuses a text that is not such a checkpoint.
   * @throws SealTokenError
   */
  sign(checkpointText: string, size: number): Promise<Uint8Array>;
}

/** The log keys an operator named, in order: the one in use, then the next one. In the sealer's process alone. */
export abstract class LogKeyTokens {
  /**
   * Opened, probed and tried with a real signature each.
   * @throws SealTokenError also `log-key-missing` when none is named
   */
  abstract keys(): Promise<readonly LogTokenKey[]>;
}
