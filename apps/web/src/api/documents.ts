import { addressOf } from './address';
import type { Call } from './call';
import type { FoundField } from './field-traits';

export interface PageSize {
  readonly widthPt: number;
  readonly heightPt: number;
}

export interface DocumentReport {
  readonly verdict: 'accept' | 'accept-after-warning' | 'reject';
  readonly reasons: readonly { readonly code: string; readonly sentence: string }[];
  /** What was done without losing anything the file showed; nobody has to confirm it. */
  readonly notes: readonly { readonly code: string; readonly sentence: string }[];
}

export interface EnvelopeDocument {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  /** Its first digits as every page, mail and certificate shows them. */
  readonly fingerprint: string;
  readonly byteSize: number;
  readonly pageCount: number;
  readonly pages: readonly PageSize[];
  readonly report: DocumentReport;
  /** What the file itself asks people to fill in, ready to become fields. */
  readonly foundFields: readonly FoundField[];
  /** Who said that they read the reasons of a verdict accept-after-warning; nothing is sent before. */
  readonly warningsConfirmed: { readonly by: string; readonly at: string } | null;
  readonly sealedSha256?: string | null;
}

/** Says for good that somebody read what was changed in the file with these bytes. */
export const confirmWarnings = (call: Call, id: string, sha256: string): Promise<EnvelopeDocument> =>
  call('POST /documents/{id}/confirm-warnings', { path: { id }, body: { sha256 } });

/** Address of a page image; `widthPx` is in device pixels. */
export function pageImageUrl(documentId: string, pageNumber: number, widthPx: number): string {
  return addressOf('GET /documents/{id}/pages/{pageNumber}.webp', {
    path: { id: documentId, pageNumber },
    query: { width: widthPx },
  });
}
