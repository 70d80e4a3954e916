import { deflateSync } from 'node:zlib';
import type { EmbeddableFont } from './embedded-font.js';
import { dict, name, PdfDict, type PdfRef, PdfString, type PdfValue } from './objects.js';

/** Where new objects go: a revision, or a file that is written anew. */
export interface ObjectRoom {
  add(value: PdfValue): PdfRef;
  /** @param data already encoded as `entries` say */
  addStream(entries: PdfDict, data: Uint8Array): PdfRef;
}

/** Adds the fonts to a file; answers the `Font` resources that name them. */
export function writeFonts(room: ObjectRoom, fonts: readonly EmbeddableFont[]): PdfDict {
  return new PdfDict(fonts.map((font) => [font.resourceName, writeFont(room, font)]));
}

/** A composite font with two-byte codes (ISO 32000-2 § 9.7). */
function writeFont(room: ObjectRoom, font: EmbeddableFont): PdfRef {
  const descendant = room.add(
    dict({
      Type: name('Font'),
      Subtype: name(font.outlines === 'cff' ? 'CIDFontType0' : 'CIDFontType2'),
      BaseFont: name(font.baseFont),
      CIDSystemInfo: dict({ Registry: literal('Adobe'), Ordering: literal('Identity'), Supplement: 0 }),
      FontDescriptor: writeDescriptor(room, font),
      DW: 0,
      W: widthArray(font.widths),
      ...(font.cidToGlyphMap ? { CIDToGIDMap: addCompressed(room, font.cidToGlyphMap) } : {}),
    }),
  );
  return room.add(
    dict({
      Type: name('Font'),
      Subtype: name('Type0'),
      BaseFont: name(font.baseFont),
      Encoding: name('Identity-H'),
      DescendantFonts: [descendant],
      ToUnicode: addCompressed(room, font.toUnicode),
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

function writeDescriptor(room: ObjectRoom, font: EmbeddableFont): PdfRef {
  const program: Record<string, PdfValue> =
    font.outlines === 'cff'
      ? { FontFile3: addCompressed(room, font.program, { Subtype: name('CIDFontType0C') }) }
      : { FontFile2: addCompressed(room, font.program, { Length1: font.program.length }) };
  return room.add(
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
  room: ObjectRoom,
  data: Uint8Array,
  extra: Record<string, PdfValue> = {},
): PdfRef {
  return room.addStream(dict({ Filter: name('FlateDecode'), ...extra }), compress(data));
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
