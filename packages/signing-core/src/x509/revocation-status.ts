import type { ParsedCertificate } from './certificate.js';

/** What is known about one certificate of a path. `detail` is one sentence for a person. */
export type RevocationStatus =
  /** `source` said at `thisUpdate` that the certificate was not revoked at the time asked about. */
  | {
      readonly state: 'good';
      readonly source: 'crl' | 'ocsp';
      readonly thisUpdate: Date;
      readonly nextUpdate: Date | null;
      /** Set when it was revoked after the time asked about: whoever cannot prove that time has to care. */
      readonly revokedLater?: { readonly revokedAt: Date; readonly reason: string };
      readonly detail: string;
    }
  /** Revoked at or before the time asked about. */
  | {
      readonly state: 'revoked';
      readonly source: 'crl' | 'ocsp';
      readonly thisUpdate: Date;
      readonly revokedAt: Date;
      /** A hold may be lifted; every other revocation is for ever. */
      readonly onHold: boolean;
      readonly reason: string;
      readonly detail: string;
    }
  /** No list or answer settles it; `detail` says why those that were given did not. */
  | {
      readonly state: 'unknown';
      readonly detail: string;
      /** Nothing that was given speaks about it at all. */
      readonly notMentioned?: true;
    }
  /** A trust anchor, or a responder whose certificate says it is not to be checked (RFC 6960 § 4.2.2.2.1). */
  | { readonly state: 'not-needed'; readonly detail: string };

export interface CertificateRevocation {
  readonly certificate: ParsedCertificate;
  readonly status: RevocationStatus;
}

/** `revoked` when one is, else `unknown` when one is, else `good`; `certificates` in the order of the path. */
export interface RevocationResult {
  readonly state: 'good' | 'revoked' | 'unknown';
  readonly certificates: readonly CertificateRevocation[];
}
