import type { SignatureAlgorithm } from '@sealwright/signing-core';
import type { KeyProbe, TokenErrorCode } from '@sealwright/signing-core/pkcs11';

/** What the token or the process around it says no with. */
export type SealTokenErrorCode =
  | TokenErrorCode
  | 'token-process-died'
  | 'token-timed-out'
  /** No log key is named, or one that was retired. */
  | 'log-key-missing'
  | 'log-key-retired';

/** `message` is a sentence that is safe to show. */
export class SealTokenError extends Error {
  override readonly name = 'SealTokenError';
  constructor(
    readonly code: SealTokenErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** What a signature is for; stands in the token journal. */
export interface SigningPurpose {
  readonly sealId: string;
  readonly kind: 'document' | 'certificate';
}

/**
 * The one seal key, in its token, behind a process of its own. Every method throws SealTokenError. After
 * `token-pin-wrong` nothing reaches the token until `open` is called with another PIN: tokens lock after a few tries.
 */
export abstract class SealToken {
  /** Logs in, reads the key's attributes and tries to export it. Called again, it asks the token again. */
  abstract probe(): Promise<KeyProbe>;
  /** A real signature over a fresh message, verified outside the token. */
  abstract selfTest(): Promise<{ readonly algorithm: SignatureAlgorithm; readonly spkiDer: Uint8Array }>;
  /** Signs a digest of the probed algorithm's length: ECDSA as DER, RSA as its block. May be called side by side. */
  abstract signDigest(digest: Uint8Array, purpose: SigningPurpose): Promise<Uint8Array>;
  /** Finalize, initialize, log in, find the key: the only way back after a token was removed. */
  abstract recover(): Promise<void>;
  /** True when the PIN on disk is not the one the token refused. */
  abstract pinChanged(): boolean;
  abstract close(): Promise<void>;
}
