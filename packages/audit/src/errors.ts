/** Every way this library says no. Closed: a consumer's `switch` over it can be exhaustive. */
export type AuditErrorCode =
  | 'value-not-canonical'
  | 'event-type-unknown'
  | 'event-invalid'
  | 'event-too-large'
  | 'personal-invalid'
  | 'audit-json-unreadable'
  | 'audit-json-version-unknown'
  | 'chain-broken'
  | 'certificate-input-mismatch'
  | 'certificate-not-final'
  | 'font-unusable';

/**
 * The only error this library throws on purpose. `message` is one sentence that is safe to show: it names
 * members and rules, never the personal value that broke them.
 */
export class AuditError extends Error {
  override readonly name = 'AuditError';

  constructor(
    readonly code: AuditErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
