import { create, type Font } from '@cantoo/fontkit';
import { SigningError } from '../errors.js';

/** A parsed face. Parsing costs milliseconds, so one parse serves as long as the caller keeps the bytes. */
export interface FontFace {
  readonly font: Font;
  /** Heights in fractions of the font size. */
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
}

const parsedFaces = new WeakMap<Uint8Array, FontFace>();

/** Throws `font-unusable`. */
export function openFace(bytes: Uint8Array): FontFace {
  const known = parsedFaces.get(bytes);
  if (known) return known;
  const font = parse(bytes);
  const face: FontFace = {
    font,
    ascent: font.ascent / font.unitsPerEm,
    descent: font.descent / font.unitsPerEm,
    capHeight: (font.capHeight || font.ascent * 0.7) / font.unitsPerEm,
  };
  parsedFaces.set(bytes, face);
  return face;
}

function parse(bytes: Uint8Array): Font {
  try {
    const font = create(bytes);
    if ('createSubset' in font && font.type === 'TTF') return font;
  } catch (cause) {
    throw new SigningError('font-unusable', 'A font of this installation cannot be read.', { cause });
  }
  throw new SigningError('font-unusable', 'A font of this installation is not a TrueType font.');
}

/** Width of one character in fractions of the font size. */
export function characterWidth(face: FontFace, codePoint: number): number {
  const glyph = face.font.glyphForCodePoint(codePoint);
  return (glyph?.advanceWidth ?? 0) / face.font.unitsPerEm;
}
