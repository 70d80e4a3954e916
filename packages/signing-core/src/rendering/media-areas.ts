import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { readFloats, withRoom } from './wasm-memory.js';

/** PDFium's numbers for annotations that play something: sound, film, screen, 3D, rich media (fpdf_annot.h). */
const MEDIA_SUBTYPES = [18, 19, 21, 25, 26];
/** PDFium answers in whole numbers: fine enough for fractions of a page. */
const GRID = 10_000;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where on an open page films, sounds and the like are, as fractions of the visible page, origin top left. */
export function mediaAreas(pdfium: WrappedPdfiumModule, page: number): Area[] {
  const areas = Array.from({ length: pdfium.FPDFPage_GetAnnotCount(page) }, (_unused, index) => {
    const annotation = pdfium.FPDFPage_GetAnnot(page, index);
    const isMedia = MEDIA_SUBTYPES.includes(pdfium.FPDFAnnot_GetSubtype(annotation));
    const area = isMedia ? areaOf(pdfium, page, annotation) : null;
    pdfium.FPDFPage_CloseAnnot(annotation);
    return area;
  });
  return areas.filter((area) => area !== null);
}

function areaOf(pdfium: WrappedPdfiumModule, page: number, annotation: number): Area {
  return withRoom(pdfium, 16, (at) => {
    pdfium.FPDFAnnot_GetRect(annotation, at);
    const [left = 0, top = 0, right = 0, bottom = 0] = readFloats(pdfium, at, 4);
    const [a, b] = [toFractions(pdfium, page, left, top), toFractions(pdfium, page, right, bottom)];
    const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
    return { x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
  });
}

function toFractions(
  pdfium: WrappedPdfiumModule,
  page: number,
  xPt: number,
  yPt: number,
): Pick<Area, 'x' | 'y'> {
  return withRoom(pdfium, 8, (at) => {
    pdfium.FPDF_PageToDevice(page, 0, 0, GRID, GRID, 0, xPt, yPt, at, at + 4);
    const gridAt = (place: number) => pdfium.pdfium.getValue(place, 'i32') / GRID;
    return { x: gridAt(at), y: gridAt(at + 4) };
  });
}
