import { createHash, type Hash } from 'node:crypto';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { withRoom } from './wasm-memory.js';

/** A page of 300 dots an inch has nine million; unpacking more takes longer than everything else on a page. */
const LARGE_PIXELS = 16_000_000;
/** PDFium's numbers for kinds of page objects (fpdf_edit.h). */
const IMAGE = 3;
const FORM = 5;
/** Beyond so many parts a page is drawn with all its pictures. */
const MOST_OBJECTS = 200_000;
const MATRIX_BYTES = 24;

/**
 * The large pictures of an open page, those in forms too.
 *
 * @param areShown false keeps them from being drawn until the page is closed
 * @returns a hash of the packed data, the size and the place of each; empty when there are none.
 */
export function findLargePictures(pdfium: WrappedPdfiumModule, page: number, areShown: boolean): string {
  const large: number[] = [];
  const pending = objectsOf(pdfium, page);
  for (let seen = 0; pending.length > 0; seen++) {
    if (seen > MOST_OBJECTS) return '';
    const object = pending.pop() ?? 0;
    const type = pdfium.FPDFPageObj_GetType(object);
    if (type === FORM) pending.push(...objectsOfForm(pdfium, object));
    else if (type === IMAGE && pixelsOf(pdfium, object) > LARGE_PIXELS) large.push(object);
  }
  if (large.length === 0) return '';
  const hash = createHash('sha256');
  for (const object of large) {
    describe(pdfium, object, hash);
    if (!areShown) pdfium.FPDFPageObj_SetIsActive(object, false);
  }
  return hash.digest('hex');
}

const objectsOf = (pdfium: WrappedPdfiumModule, page: number): number[] =>
  Array.from({ length: Math.min(MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page)) }, (_unused, index) =>
    pdfium.FPDFPage_GetObject(page, index),
  );

const objectsOfForm = (pdfium: WrappedPdfiumModule, form: number): number[] =>
  Array.from({ length: Math.min(MOST_OBJECTS, pdfium.FPDFFormObj_CountObjects(form)) }, (_unused, index) =>
    pdfium.FPDFFormObj_GetObject(form, index),
  );

function pixelsOf(pdfium: WrappedPdfiumModule, image: number): number {
  return withRoom(pdfium, 8, (at) => {
    if (!pdfium.FPDFImageObj_GetImagePixelSize(image, at, at + 4)) return 0;
    const sides = new Uint32Array(pdfium.pdfium.HEAPU8.slice(at, at + 8).buffer);
    return (sides[0] ?? 0) * (sides[1] ?? 0);
  });
}

function describe(pdfium: WrappedPdfiumModule, image: number, hash: Hash): void {
  hash.update(`${pixelsOf(pdfium, image)} `);
  withRoom(pdfium, MATRIX_BYTES, (at) => {
    pdfium.FPDFPageObj_GetMatrix(image, at);
    hash.update(pdfium.pdfium.HEAPU8.slice(at, at + MATRIX_BYTES));
  });
  const byteLength = pdfium.FPDFImageObj_GetImageDataRaw(image, 0, 0);
  if (byteLength <= 0) return;
  withRoom(pdfium, byteLength, (at) => {
    pdfium.FPDFImageObj_GetImageDataRaw(image, at, byteLength);
    hash.update(pdfium.pdfium.HEAPU8.subarray(at, at + byteLength));
  });
}
