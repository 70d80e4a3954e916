/** Every way this library says no. Closed: a consumer's `switch` over it can be exhaustive. */
export type SigningErrorCode =
  | 'pdf-empty'
  | 'pdf-not-a-pdf'
  | 'pdf-encrypted'
  | 'pdf-permissions-locked'
  | 'pdf-damaged'
  | 'pdf-no-pages'
  | 'pdf-too-many-pages'
  | 'pdf-page-box-invalid'
  | 'pdf-too-complex'
  | 'pdf-timed-out'
  | 'pdf-external-content'
  | 'pdf-dynamic-form'
  | 'pdf-portfolio'
  | 'pdf-signature-forbids-changes'
  | 'pdf-signature-broken'
  | 'pdf-signed-and-active'
  | 'pdf-cannot-be-sealed'
  | 'image-damaged'
  | 'image-too-large'
  | 'image-unsupported'
  | 'office-damaged'
  | 'office-encrypted'
  | 'office-too-complex'
  | 'office-timed-out'
  | 'office-unsupported'
  | 'office-converter-missing'
  | 'office-converter-unavailable'
  | 'mark-invalid'
  | 'text-undrawable'
  | 'font-unusable'
  | 'seal-option-invalid'
  | 'seal-container-too-small'
  | 'seal-field-unusable'
  | 'seal-stage-unreadable'
  | 'seal-self-check-failed'
  | 'signer-invalid'
  | 'signer-failed'
  | 'trust-root-invalid'
  | 'timestamp-unavailable'
  | 'timestamp-invalid'
  | 'validation-data-incomplete'
  | 'certificate-revoked'
  | 'outbound-url-refused'
  | 'outbound-request-failed';

/**
 * The only error this library throws on purpose. `message` is one sentence that is safe to show to a
 * person (no bytes of the document, no paths, no secrets); the technical reason travels in `cause`.
 */
export class SigningError extends Error {
  override readonly name = 'SigningError';

  constructor(
    readonly code: SigningErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
