import type { DigestName, SignatureAlgorithm } from '../keys/digest-signer.js';
import type { ByteRange } from '../pdf/byte-range.js';
import type { Timestamper } from '../timestamp/token.js';
import type { BaselineLevel } from '../verify/report.js';
import type { ValidationData } from '../x509/validation-data.js';

/*
 * prepare → requestSignature → completeSignature → [timestampSignature] → embed → extend. Each stage is a type
 * of its own and plain data: a step that is skipped or taken twice does not compile, and a stage can wait in
 * storage (`storeStage`) for a token, a remote signer or a timestamp authority.
 */

/**
 * A revision with an empty signature container, waiting for a key. Plain data: it can be stored and signed
 * hours later, elsewhere.
 */
export interface PreparedPdf {
  readonly stage: 'prepared';
  /** The file with the revision. `embed` writes the signature into these very bytes. */
  readonly bytes: Uint8Array;
  /** Length of the file that was sealed; the bytes before it are that file, unchanged. */
  readonly previousLength: number;
  readonly byteRange: ByteRange;
  readonly digestAlgorithm: DigestName;
  /** Over the byte range, with `digestAlgorithm`. */
  readonly digest: Uint8Array;
  readonly signedAt: Date;
}

/** Everything a remote signer is asked for, and what its answer will be checked against. */
export interface AwaitingSignature {
  readonly stage: 'awaiting-signature';
  readonly prepared: PreparedPdf;
  readonly algorithm: SignatureAlgorithm;
  readonly certificateChainDer: readonly Uint8Array[];
  /** DER SET of the signed attributes: what a signer that hashes by itself gets. */
  readonly signedAttributesDer: Uint8Array;
  /** `digestOf(algorithm)` of `signedAttributesDer`: what a `DigestSigner` gets. */
  readonly digestToSign: Uint8Array;
}

export interface SignedPdf {
  readonly stage: 'signed';
  readonly awaiting: AwaitingSignature;
  readonly signatureValue: Uint8Array;
  /** DER ContentInfo for the container. */
  readonly cms: Uint8Array;
}

/** Signed, and the signature value is proven to have existed at `timestampedAt`. */
export interface TimestampedPdf {
  readonly stage: 'timestamped';
  readonly prepared: PreparedPdf;
  readonly timestampedAt: Date;
  readonly cms: Uint8Array;
}

export interface SealedPdf {
  readonly stage: 'sealed';
  readonly bytes: Uint8Array;
}

/** A file after one or more further revisions, or the same file when there was nothing to add. */
export interface ExtendedPdf {
  readonly stage: 'extended';
  readonly bytes: Uint8Array;
  /** Length of the file that was extended; the bytes before it are that file, unchanged. */
  readonly previousLength: number;
  /** In the order of the revisions; empty when nothing was added. */
  readonly added: readonly AddedRevision[];
}

export type AddedRevision = 'validation-data' | 'document-timestamp';

/** A file that can be extended: as it came from storage, or as an earlier stage left it. */
export type FinishedPdf = Uint8Array | SealedPdf | ExtendedPdf;

/** Collects what a verifier will need for every certificate in the file; throws when something is missing. */
export type CollectValidationData = (pdf: Uint8Array) => Promise<ValidationData>;

export interface ExtendTarget {
  readonly level: Exclude<BaselineLevel, 'B-B'>;
  readonly timestamper: Timestamper;
  /** Needed from B-LT on. */
  readonly collect?: CollectValidationData;
}

export type { DigestName, Timestamper, ValidationData };
