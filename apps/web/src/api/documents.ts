export interface PageSize {
  readonly widthPt: number;
  readonly heightPt: number;
}

export interface DocumentReport {
  readonly verdict: 'accept' | 'accept-after-warning' | 'reject';
  readonly reasons: readonly { readonly code: string; readonly sentence: string }[];
}

export interface EnvelopeDocument {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly byteSize: number;
  readonly pageCount: number;
  readonly pages: readonly PageSize[];
  readonly report: DocumentReport;
  readonly sealedSha256?: string | null;
}

/** Address of a page image; `widthPx` is in device pixels. */
export function pageImageUrl(documentId: string, pageNumber: number, widthPx: number): string {
  return `/api/v1/documents/${documentId}/pages/${pageNumber}.webp?width=${widthPx}`;
}
