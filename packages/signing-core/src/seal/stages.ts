import type { ByteRange } from '../pdf/byte-range.js';

/** What a seal says about itself; shown by PDF readers beside the signature. */
export interface SealOptions {
  /** Who seals, e.g. the organisation. */
  readonly name: string;
  readonly reason: string;
  readonly location?: string;
  /** Claimed time, written to /M in UTC with whole seconds. */
  readonly signedAt: Date;
  /** Room for the CMS in bytes. `sealPdf` computes what the signer's chain needs. */
  readonly contentsByteLength?: number;
  /** Certifies the document (DocMDP): 1 no changes, 2 form filling and signing, 3 also annotations. First signature only. */
  readonly certify?: 1 | 2 | 3;
}

/**
 * A revision with an empty signature container, waiting for a key. Plain data: it can be stored and signed
 * hours later, elsewhere.
 */
export interface PreparedPdf {
  readonly stage: 'prepared';
  readonly bytes: Uint8Array;
  /** Length of the file that was sealed; the bytes before it are that file, unchanged. */
  readonly previousLength: number;
  readonly byteRange: ByteRange;
  /** SHA-256 over the byte range. */
  readonly digest: Uint8Array;
  readonly signedAt: Date;
}

export interface SignedPdf {
  readonly stage: 'signed';
  readonly prepared: PreparedPdf;
  /** DER ContentInfo for the container. */
  readonly cms: Uint8Array;
}

export interface SealedPdf {
  readonly stage: 'sealed';
  readonly bytes: Uint8Array;
}
