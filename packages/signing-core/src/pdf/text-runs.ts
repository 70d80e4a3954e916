import { SigningError } from '../errors.js';
import type { FontSet } from '../fonts/font-set.js';
import { characterWidth, type FontFace, openFace } from './font-face.js';

/** Which chain of faces a text is drawn with. */
export type TextFace = 'text' | 'signature';

/** Consecutive characters of one face. */
export interface TextRun {
  readonly face: FontFace;
  readonly text: string;
  /** In fractions of the font size. */
  readonly width: number;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Controls, joiners and bidi overrides: invisible here, and able to make a text read differently elsewhere. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

export const facesOf = (fonts: FontSet, face: TextFace): FontFace[] =>
  (face === 'signature' ? fonts.signature : fonts.sans).map(openFace);

/** Line ends unified, tabs as spaces, composed (NFC): what is drawn, and what a reader extracts again. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC');
}

/**
 * The characters of `text` that the given faces cannot draw faithfully, each once, in order. Empty: the text
 * can be drawn. Ask when a person types, so that sealing never has to refuse. One character is one glyph here:
 * scripts that need shaping (Arabic, Devanagari, Thai, …) and combining marks without a composed form are
 * refused rather than drawn wrongly.
 */
export function findUndrawable(text: string, fonts: FontSet, face: TextFace): string[] {
  const faces = facesOf(fonts, face);
  const refused = new Set<string>();
  for (const { segment } of graphemes.segment(normaliseText(text))) {
    if (segment !== '\n' && !faceFor(segment, faces)) refused.add(segment);
  }
  return [...refused];
}

/** Splits one line into runs. Throws `text-undrawable`. */
export function splitRuns(line: string, faces: readonly FontFace[]): TextRun[] {
  // One face for the whole line looks better than a patchwork: mix only when no face has everything.
  const whole = faces.filter((face) =>
    [...graphemes.segment(line)].every(({ segment }) => faceFor(segment, [face])),
  );
  const candidates = whole.length > 0 ? whole.slice(0, 1) : faces;
  const runs: { face: FontFace; text: string; width: number }[] = [];
  for (const { segment } of graphemes.segment(line)) {
    const face = faceFor(segment, candidates);
    if (!face)
      throw new SigningError(
        'text-undrawable',
        `The character "${segment}" cannot be drawn with the fonts at hand.`,
      );
    const width = characterWidth(face, segment.codePointAt(0) ?? 0);
    const last = runs.at(-1);
    if (last?.face === face) {
      last.text += segment;
      last.width += width;
    } else {
      runs.push({ face, text: segment, width });
    }
  }
  return runs;
}

export const widthOf = (runs: readonly TextRun[]): number => runs.reduce((sum, run) => sum + run.width, 0);

function faceFor(grapheme: string, faces: readonly FontFace[]): FontFace | undefined {
  const codePoint = grapheme.codePointAt(0) ?? 0;
  const single = grapheme.length === (codePoint > 0xffff ? 2 : 1);
  if (!single || INVISIBLE.test(grapheme)) return undefined;
  return faces.find((face) => face.font.hasGlyphForCodePoint(codePoint));
}
