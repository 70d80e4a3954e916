import type { SigningErrorCode } from '../errors.js';

/** What the sender is told about a file that is taken all the same. */
export type IntakeWarningCode =
  | 'pdf-already-signed'
  | 'pdf-active-content'
  | 'pdf-embedded-files'
  | 'pdf-xfa-layer'
  | 'pdf-hidden-layers'
  | 'pdf-crop-box-ignored'
  | 'pdf-junk-removed'
  | 'pdf-permissions-removed'
  | 'pdf-repaired'
  | 'pdf-links-removed'
  | 'pdf-usage-rights-removed'
  | 'pdf-huge-image';

export interface IntakeReason {
  readonly code: IntakeWarningCode | SigningErrorCode;
  /** One sentence a person can act on. */
  readonly sentence: string;
}

export interface PdfReport {
  readonly verdict: 'accept' | 'accept-after-warning' | 'reject';
  /** Why it was rejected; null otherwise. */
  readonly code: SigningErrorCode | null;
  readonly reasons: readonly IntakeReason[];
  /** Of the upload. */
  readonly sha256Hex: string;
  /** Of what is frozen; the same as `sha256Hex` when nothing had to change. Null when rejected. */
  readonly frozenSha256Hex: string | null;
  readonly byteSize: number;
  /** The visible page in points: crop box inside media box, rotation and UserUnit applied. Empty when rejected. */
  readonly pages: readonly { readonly widthPt: number; readonly heightPt: number }[];
}

export interface IntakeLimits {
  /** Default 2,000. */
  readonly maxPages?: number;
}
