/** Every way a PKCS#11 token says no, or we say no to it. Closed: a consumer's `switch` can be exhaustive. */
export type TokenErrorCode =
  | 'token-uri-invalid'
  | 'token-module-missing'
  | 'token-not-found'
  | 'token-ambiguous'
  | 'token-pin-missing'
  | 'token-pin-wrong'
  | 'token-pin-locked'
  | 'token-key-missing'
  | 'token-key-ambiguous'
  | 'token-key-exists'
  | 'token-key-exportable'
  | 'token-key-unsupported'
  /** A log key was to seal, or a seal key to sign checkpoints. */
  | 'token-key-purpose'
  | 'token-certificate-missing'
  | 'token-certificate-mismatch'
  | 'token-holds-keys'
  | 'token-soft-refused'
  | 'token-lost'
  | 'token-request-refused'
  /** Without its line in the token journal no signature is handed out. */
  | 'token-journal-unwritable'
  | 'token-journal-damaged'
  | 'token-sign-failed';

/**
 * The only error of this entry point. `message` is one sentence that is safe to show to a person and to log
 * (never a PIN); the Cryptoki return value, where there is one, stands in `cryptokiName` and `cause`.
 */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  /** e.g. `CKR_PIN_INCORRECT`; null when the refusal is ours. */
  readonly cryptokiName: string | null;

  constructor(
    readonly code: TokenErrorCode,
    message: string,
    options: { cause?: unknown; cryptokiName?: string | null } = {},
  ) {
    super(message, { cause: options.cause });
    this.cryptokiName = options.cryptokiName ?? null;
  }
}
