import { deflateSync } from 'node:zlib';
import type { EmbeddableFont } from './embedded-font.js';
import { dict, name, PdfDict, type PdfRef, PdfString, type PdfValue } from './objects.js';
import type { RevisionWriter } from './revision-writer.js';

/** Adds the fonts to a revision; answers the `Font` resources that name them. */
export function writeFonts(writer: RevisionWriter, fonts: readonly EmbeddableFont[]): PdfDict {
  return new PdfDict(fonts.map((font) => [font.resourceName, writeFont(writer, font)]));
}

/** A composite font with two-byte codes (ISO 32000-2 § 9.7). */
function writeFont(writer: RevisionWriter, font: EmbeddableFont): PdfRef {
  const descendant = writer.add(
    dict({
      Type: name('Font'),
      Subtype: name(font.outlines === 'cff' ? 'CIDFontType0' : 'CIDFontType2'),
      BaseFont: name(font.baseFont),
      CIDSystemInfo: dict({ Registry: literal('Adobe'), Ordering: literal('Identity'), Supplement: 0 }),
      FontDescriptor: writeDescriptor(writer, font),
      DW: 0,
      W: widthArray(font.widths),
      ...(font.cidToGlyphMap ? { CIDToGIDMap: addCompressed(writer, font.cidToGlyphMap) } : {}),
    }),
  );
  return writer.add(
    dict({
      Type: name('Font'),
      Subtype: name('Type0'),
      BaseFont: name(font.baseFont),
      Encoding: name('Identity-H'),
      DescendantFonts: [descendant],
      ToUnicode: addCompressed(writer, font.toUnicode),
    }),
  );
}

/** `first [w w …]` for each run of identifiers (§ 9.7.4.3). */
function widthArray(widths: EmbeddableFont['widths']): PdfValue[] {
  const array: PdfValue[] = [];
  let run: number[] = [];
  let next = -1;
  for (const [cid, width] of widths) {
    if (cid !== next) {
      run = [];
      array.push(cid, run);
    }
    run.push(width);
    next = cid + 1;
  }
  return array;
}

function writeDescriptor(writer: RevisionWriter, font: EmbeddableFont): PdfRef {
  const program: Record<string, PdfValue> =
    font.outlines === 'cff'
      ? { FontFile3: addCompressed(writer, font.program, { Subtype: name('CIDFontType0C') }) }
      : { FontFile2: addCompressed(writer, font.program, { Length1: font.program.length }) };
  return writer.add(
    dict({
      Type: name('FontDescriptor'),
      FontName: name(font.baseFont),
      // Symbolic: the codes are the document's own.
      Flags: 4,
      FontBBox: [...font.bounds],
      ItalicAngle: font.italicAngleDegrees,
      Ascent: font.ascent,
      Descent: font.descent,
      CapHeight: font.capHeight,
      StemV: 80,
      ...program,
    }),
  );
}

const literal = (text: string): PdfString => new PdfString(Buffer.from(text, 'latin1'), false);

export function addCompressed(
  writer: RevisionWriter,
  data: Uint8Array,
  extra: Record<string, PdfValue> = {},
): PdfRef {
  return writer.addStream(dict({ Filter: name('FlateDecode'), ...extra }), compress(data));
}

/** Font programs that come again are given in the same array, see `SubsetFont`. */
const compressed = new WeakMap<Uint8Array, Uint8Array>();

function compress(data: Uint8Array): Uint8Array {
  const known = compressed.get(data);
  if (known) return known;
  // A full window is a quarter of a megabyte to clear for each of many small streams.
  const bytes = deflateSync(data, data.length <= 4096 ? { windowBits: 12, memLevel: 5 } : {});
  compressed.set(data, bytes);
  return bytes;
}
