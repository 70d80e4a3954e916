import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { readFloats, withRoom } from './wasm-memory.js';

/** One character of a page's text, in reading order; lengths in units of the page's own space, y upwards. */
interface ReadCharacter {
  readonly text: string;
  /** Where the pen stood; null for a character that is on no place, such as a line end that was concluded from a gap. */
  readonly origin: { readonly x: number; readonly y: number } | null;
  /** As high as its font's line; null without a place. */
  readonly box: Readonly<Record<'left' | 'bottom' | 'right' | 'top', number>> | null;
}

/** What PDFium puts where a word is divided at the end of a line. */
const DIVIDED = 0x02;

/** The characters of an opened text page. */
export function readCharacters(pdfium: WrappedPdfiumModule, textPage: number): ReadCharacter[] {
  const count = Math.max(0, pdfium.FPDFText_CountChars(textPage));
  return withRoom(pdfium, 16, (at) =>
    Array.from({ length: count }, (_unused, index) => readCharacter(pdfium, textPage, index, at)),
  );
}

function readCharacter(
  pdfium: WrappedPdfiumModule,
  textPage: number,
  index: number,
  at: number,
): ReadCharacter {
  const code = pdfium.FPDFText_GetUnicode(textPage, index);
  const text = code === DIVIDED ? '-' : String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd);
  if (pdfium.FPDFText_IsGenerated(textPage, index) === 1) return { text, origin: null, box: null };
  const hasOrigin = pdfium.FPDFText_GetCharOrigin(textPage, index, at, at + 8);
  const [x, y] = [at, at + 8].map((place) => pdfium.pdfium.getValue(place, 'double'));
  const origin = hasOrigin && x !== undefined && y !== undefined ? { x, y } : null;
  if (!pdfium.FPDFText_GetLooseCharBox(textPage, index, at)) return { text, origin, box: null };
  const [left = 0, top = 0, right = 0, bottom = 0] = readFloats(pdfium, at, 4);
  const box = {
    left: Math.min(left, right),
    bottom: Math.min(bottom, top),
    right: Math.max(left, right),
    top: Math.max(bottom, top),
  };
  return { text, origin, box };
}
