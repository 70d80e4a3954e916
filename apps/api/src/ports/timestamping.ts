import type { CollectValidationData, TimestampImprint, TimestampToken } from '@sealwright/signing-core';

/** How asking one authority went. */
export interface AuthorityReply {
  readonly name: string;
  /** The checked token, or why there is none: a stable code and a sentence for a person. */
  readonly outcome:
    | { readonly token: TimestampToken }
    | { readonly code: 'timestamp-unavailable' | 'timestamp-invalid'; readonly detail: string };
}

/**
 * The world outside that a seal may ask: timestamp authorities and sources of revocation data, as the operator named
 * them. In the sealer's process alone. Nobody else is asked, whatever a file or a certificate says.
 */
export abstract class Timestamping {
  /** Names of the authorities, in the order in which they are to be asked. */
  abstract readonly names: readonly string[];
  /**
   * Asks the authority of this name once, within seconds. Answers a refusal; throws nothing but `trust-root-invalid`.
   * A token that is answered withstood every check, down to a root of the operator's.
   */
  abstract ask(name: string, imprint: TimestampImprint): Promise<AuthorityReply>;
  /** @throws SigningError `validation-data-incomplete`, `certificate-revoked`, `outbound-request-failed` */
  abstract readonly collect: CollectValidationData;
  /** Roots that timestamps lead to; read anew each time. */
  abstract trustedRootsPem(): readonly string[];
}
