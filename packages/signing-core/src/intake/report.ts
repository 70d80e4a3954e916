import type { SigningErrorCode } from '../errors.js';
import type { PdfFacts } from './facts/pdf-facts.js';
import type { FoundField } from './forms/found-field.js';

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
  | 'pdf-pages-missing'
  | 'pdf-links-removed'
  | 'pdf-usage-rights-removed'
  | 'pdf-huge-image'
  | 'office-converted';

export interface IntakeReason {
  readonly code: IntakeWarningCode | SigningErrorCode;
  /** One sentence a person can act on. */
  readonly sentence: string;
}

/** Something that was done and needs no consent, because nothing the file showed is lost. */
export interface IntakeNote {
  readonly code:
    | 'pdf-written-anew'
    | 'pdf-form-flattened'
    | 'pdf-text-boxes-drawn'
    | 'pdf-tags-removed'
    | 'pdf-tag-visible'
    | 'pdf-tag-unreadable'
    | 'converted-to-pdf';
  readonly sentence: string;
}

/** What the upload was before it became a PDF. */
export type SourceFormat =
  | 'pdf'
  | 'png'
  | 'jpeg'
  | 'heic'
  | 'docx'
  | 'doc'
  | 'odt'
  | 'rtf'
  | 'xlsx'
  | 'xls'
  | 'ods'
  | 'pptx'
  | 'ppt'
  | 'odp';

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
  /** Ready to be assigned to recipients. Empty when rejected or signed. */
  readonly fields: readonly FoundField[];
  /** Null when it is no PDF. */
  readonly facts: PdfFacts | null;
  readonly notes: readonly IntakeNote[];
  readonly sourceFormat: SourceFormat;
}

export interface IntakeLimits {
  /** Default 2,000. */
  readonly maxPages?: number;
  /** Whether the uploader's name for the file ends in `.pdf`: a picture under that name is the wrong file, and refused. */
  readonly calledPdf?: boolean;
}
