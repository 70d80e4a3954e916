import type { DigestName } from '../keys/digest-signer.js';

/** What a timestamp is asked for: a digest, never the data. */
export interface TimestampImprint {
  readonly digestAlgorithm: DigestName;
  readonly digest: Uint8Array;
}

/** A timestamp that was checked: the CMS `TimeStampToken` (RFC 3161 § 2.4.2) and what it says. */
export interface TimestampToken {
  readonly der: Uint8Array;
  /** genTime: when the digest was there. */
  readonly time: Date;
  /** How far `time` may be off, in milliseconds; null where the authority does not say. */
  readonly accuracyMs: number | null;
  readonly digestAlgorithm: DigestName;
  readonly digest: Uint8Array;
  readonly policyOid: string;
  readonly serialNumberHex: string;
  /** Certificate of the authority that signed it, and every certificate in the token. */
  readonly signerCertificateDer: Uint8Array;
  readonly certificatesDer: readonly Uint8Array[];
  /** `TimestampAuthority.name` of who answered. */
  readonly authorityName: string;
}

/** Answers a token over exactly this digest, or throws `timestamp-unavailable` or `timestamp-invalid`. */
export type Timestamper = (imprint: TimestampImprint) => Promise<TimestampToken>;
