import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { withRoom } from './wasm-memory.js';

/** A signature dictionary as PDFium reads it. */
export interface ReadSignature {
  readonly byteRange: readonly number[];
  /** Every byte but the Contents string is covered, up to the end of the file. */
  readonly coversWholeFile: boolean;
  readonly subFilter: string;
  readonly contentsByteLength: number;
}

/** @param byteSize of the file, which a signature may cover whole or in part */
export function readSignatures(
  pdfium: WrappedPdfiumModule,
  document: number,
  byteSize: number,
): ReadSignature[] {
  const count = Math.max(0, pdfium.FPDF_GetSignatureCount(document));
  return Array.from({ length: count }, (_unused, index) => {
    const signature = pdfium.FPDF_GetSignatureObject(document, index);
    const range = readList(pdfium, 4, (at, length) =>
      pdfium.FPDFSignatureObj_GetByteRange(signature, at, length),
    );
    const byteRange = [...new Int32Array(range.buffer, range.byteOffset, range.byteLength / 4)];
    const contents = readList(pdfium, 1, (at, length) =>
      pdfium.FPDFSignatureObj_GetContents(signature, at, length),
    );
    const subFilter = readList(pdfium, 1, (at, length) =>
      pdfium.FPDFSignatureObj_GetSubFilter(signature, at, length),
    );
    return {
      byteRange,
      coversWholeFile: coversWholeFile(byteRange, byteSize, contents.length),
      subFilter: Buffer.from(subFilter).toString('latin1').replace(/\0+$/, ''),
      contentsByteLength: contents.length,
    };
  });
}

/** PDFium's way with lists: asked with no room it answers how much is needed. */
function readList(
  pdfium: WrappedPdfiumModule,
  itemBytes: number,
  read: (at: number, length: number) => number,
): Uint8Array {
  const length = read(0, 0);
  if (length <= 0) return new Uint8Array();
  return withRoom(pdfium, length * itemBytes, (at) => {
    read(at, length);
    return pdfium.pdfium.HEAPU8.slice(at, at + length * itemBytes);
  });
}

/** ISO 32000-2 § 12.8.1: all bytes but the Contents string, `<` and `>` included, up to the last one. */
function coversWholeFile(byteRange: readonly number[], byteSize: number, contentsBytes: number): boolean {
  const [start, before = 0, resumeAt = 0, after = 0, ...more] = byteRange;
  if (start !== 0 || more.length > 0 || resumeAt + after !== byteSize) return false;
  return resumeAt - before === contentsBytes * 2 + 2;
}
