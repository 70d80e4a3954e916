/**
 * What a verifier needs to judge a file without asking anybody: the content of a document security store
 * (EN 319 142-1 § 5.4.2). Each entry is one DER value, none is there twice.
 */
export interface ValidationData {
  readonly certificatesDer: readonly Uint8Array[];
  /** `CertificateList` values (RFC 5280 § 5.1). */
  readonly crlsDer: readonly Uint8Array[];
  /** `OCSPResponse` values (RFC 6960 § 4.2.1). */
  readonly ocspResponsesDer: readonly Uint8Array[];
}

export const NO_VALIDATION_DATA: ValidationData = { certificatesDer: [], crlsDer: [], ocspResponsesDer: [] };
