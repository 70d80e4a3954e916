import { advanceOf, type FontFace, glyphFor } from '../text/font-face.js';
import { type CodeTables, codeTables, type DrawnCode } from './font-program.js';

/** Codes a face has in every document, drawn or not: text without others needs no tables of its own. */
export interface UsualCodes {
  /** In the order of their identifiers, from 1 on. */
  readonly codes: readonly DrawnCode[];
  readonly byText: ReadonlyMap<string, DrawnCode>;
  readonly tables: CodeTables;
}

const known = new WeakMap<FontFace, UsualCodes>();

/** The first of the face's usual sets of characters, each by its own glyph; none where the face has no such set. */
export function usualCodes(face: FontFace): UsualCodes {
  const remembered = known.get(face);
  if (remembered) return remembered;
  const characters = face.outlines === 'truetype' ? [...(face.file.usualCharacters?.[0] ?? '')] : [];
  const codes = characters.map((text, index): DrawnCode => {
    const glyphId = glyphFor(face, text.codePointAt(0) ?? 0);
    return { cid: index + 1, glyphId, text, width: codeWidth(face, glyphId) };
  });
  const usual = { codes, byText: new Map(codes.map((code) => [code.text, code])), tables: codeTables(codes) };
  known.set(face, usual);
  return usual;
}

/** The width a document states for a glyph, as a fraction of the font size. */
export const codeWidth = (face: FontFace, glyphId: number): number =>
  Math.round(advanceOf(face, glyphId) * 100_000) / 100_000;
