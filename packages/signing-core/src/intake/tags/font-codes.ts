import { StandardFontEmbedder, StandardFonts } from 'pdf-lib';
import { isName, PdfDict, PdfName, type PdfObject, type PdfValue } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** How the strings of a font are made of codes, and how far each moves the pen. */
export interface FontCodes {
  readonly bytesPerCode: 1 | 2;
  /** As a fraction of the font size; null when the file does not say. */
  widthOf(code: number): number | null;
}

/** Null for fonts whose codes cannot be told apart without their character map, and for vertical writing. */
export function readFontCodes(reader: PdfReader, font: PdfDict): FontCodes | null {
  if (isName(reader.resolve(font.get('Subtype')), 'Type0')) return compositeCodes(reader, font);
  const first = reader.numberAt(font, 'FirstChar');
  const widths = reader.arrayAt(font, 'Widths');
  if (first === null || !widths) return standardCodes(reader, font);
  const descriptor = reader.dictAt(font, 'FontDescriptor');
  const missing = (descriptor && reader.numberAt(descriptor, 'MissingWidth')) ?? 0;
  const scale = glyphScale(reader, font);
  return {
    bytesPerCode: 1,
    widthOf: (code) => {
      const width = reader.resolve(widths[code - first]);
      return (typeof width === 'number' ? width : missing) * scale;
    },
  };
}

/** Type 3 fonts have a space of their own (ISO 32000-2 § 9.6.4). */
function glyphScale(reader: PdfReader, font: PdfDict): number {
  if (!isName(reader.resolve(font.get('Subtype')), 'Type3')) return 0.001;
  const scale = reader.resolve(reader.arrayAt(font, 'FontMatrix')?.[0]);
  return typeof scale === 'number' ? scale : 0.001;
}

const STANDARD_NAMES = new Map<string, StandardFonts>(
  Object.values(StandardFonts).map((name) => [name.toLowerCase(), name]),
);

/** One of the fourteen fonts every reader has (§ 9.6.2.2), which need not give their widths. */
function standardCodes(reader: PdfReader, font: PdfDict): FontCodes | null {
  const baseFont = reader.resolve(font.get('BaseFont'));
  const known = baseFont instanceof PdfName ? STANDARD_NAMES.get(baseFont.value.toLowerCase()) : undefined;
  // With names of its own for codes, a code is not the character it looks like.
  if (!known || reader.resolve(font.get('Encoding')) instanceof PdfDict) return null;
  const metrics = StandardFontEmbedder.for(
    known as unknown as Parameters<typeof StandardFontEmbedder.for>[0],
  );
  return {
    bytesPerCode: 1,
    widthOf: (code) => {
      if (code < 0x20 || code > 0x7e) return null;
      return metrics.widthOfTextAtSize(String.fromCharCode(code), 1);
    },
  };
}

function compositeCodes(reader: PdfReader, font: PdfDict): FontCodes | null {
  if (!isName(reader.resolve(font.get('Encoding')), 'Identity-H')) return null;
  const descendant = reader.resolve(reader.arrayAt(font, 'DescendantFonts')?.[0]);
  if (!(descendant instanceof PdfDict)) return null;
  const usual = reader.numberAt(descendant, 'DW') ?? 1000;
  const widths = readWidths(reader, reader.arrayAt(descendant, 'W') ?? []);
  return { bytesPerCode: 2, widthOf: (code) => (widths.get(code) ?? usual) / 1000 };
}

const MOST_CODES = 65_536;

/** `first [w w …]` and `first last w` (§ 9.7.4.3). */
function readWidths(reader: PdfReader, array: readonly PdfValue[]): Map<number, number> {
  const widths = new Map<number, number>();
  const items = array.map((item) => reader.resolve(item));
  for (let at = 0; at + 1 < items.length; ) {
    const [first, second, third] = [items[at], items[at + 1], items[at + 2]];
    if (typeof first !== 'number') break;
    if (Array.isArray(second)) {
      for (const [index, width] of second.entries()) setWidth(widths, first + index, reader.resolve(width));
      at += 2;
    } else {
      const last = typeof second === 'number' ? Math.min(second, MOST_CODES) : first;
      for (let code = first; code <= last; code++) setWidth(widths, code, third);
      at += 3;
    }
  }
  return widths;
}

function setWidth(widths: Map<number, number>, code: number, width: PdfObject | undefined): void {
  if (typeof width === 'number' && widths.size < MOST_CODES) widths.set(code, width);
}
