import { Blob, Face, Font } from 'harfbuzzjs';
import { SigningError } from '../errors.js';
import type { FontFile } from '../fonts/font-set.js';

/** An opened font. Lengths are fractions of the font size unless named otherwise. */
export interface FontFace {
  readonly file: FontFile;
  readonly font: Font;
  readonly outlines: 'truetype' | 'cff';
  readonly postScriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngleDegrees: number;
  /** Left, bottom, right, top. */
  readonly bounds: readonly [number, number, number, number];
}

const opened = new WeakMap<FontFile, FontFace>();

/** Opening costs milliseconds, so each file of a font set is opened once. Throws `font-unusable`. */
export function openFace(file: FontFile): FontFace {
  const known = opened.get(file);
  if (known) return known;
  const face = parse(file);
  opened.set(file, face);
  return face;
}

function parse(file: FontFile): FontFace {
  try {
    const face = new Face(new Blob(file.read()), 0);
    const table = (tag: string): DataView => viewOf(face, tag);
    const head = table('head');
    const hhea = table('hhea');
    const os2 = table('OS/2');
    const unitsPerEm = head.getUint16(18);
    const em = (units: number): number => units / unitsPerEm;
    const ascent = em(hhea.getInt16(4));
    // sCapHeight exists from version 2 of the table on.
    const capHeight = os2.getUint16(0) >= 2 && os2.byteLength >= 90 ? em(os2.getInt16(88)) : 0;
    return {
      file,
      font: new Font(face),
      outlines: face.referenceTable('CFF ') ? 'cff' : 'truetype',
      postScriptName: face.getName(6, 'en').replace(/[^A-Za-z0-9-]/g, '') || 'Sealwright',
      unitsPerEm,
      ascent,
      descent: em(hhea.getInt16(6)),
      capHeight: capHeight || ascent * 0.7,
      italicAngleDegrees: table('post').getInt32(4) / 65536,
      bounds: [36, 38, 40, 42].map((at) => em(head.getInt16(at))) as [number, number, number, number],
    };
  } catch (cause) {
    throw new SigningError('font-unusable', `The font ${file.name} of this installation cannot be read.`, {
      cause,
    });
  }
}

function viewOf(face: Face, tag: string): DataView {
  const bytes = face.referenceTable(tag);
  if (!bytes) throw new Error(`no table ${tag}`);
  // A copy: the table lies in memory that moves when HarfBuzz needs more.
  const copy = bytes.slice();
  return new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
}

const asciiGlyphs = new WeakMap<FontFace, Uint16Array>();

/** 0 is "no such glyph". */
export function glyphFor(face: FontFace, codePoint: number): number {
  if (codePoint >= 0x80) return face.font.nominalGlyph(codePoint) ?? 0;
  const known = asciiGlyphs.get(face);
  if (known) return known[codePoint] ?? 0;
  // Asked for every character of every text.
  const glyphs = Uint16Array.from({ length: 0x80 }, (_, ascii) => face.font.nominalGlyph(ascii) ?? 0);
  asciiGlyphs.set(face, glyphs);
  return glyphs[codePoint] ?? 0;
}

/** The glyph of a character with a variation selector; 0 when the font does not tell it from the plain one. */
export const variantFor = (face: FontFace, character: string, selector: string): number =>
  face.font.variationGlyph(character.codePointAt(0) ?? 0, selector.codePointAt(0) ?? 0) ?? 0;

export const advanceOf = (face: FontFace, glyphId: number): number =>
  face.font.glyphHAdvance(glyphId) / face.unitsPerEm;

export const isBlank = (face: FontFace, glyphId: number): boolean =>
  face.font.glyphToJson(glyphId).length === 0;
