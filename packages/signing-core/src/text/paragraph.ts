import { SigningError } from '../errors.js';
import type { FontFile } from '../fonts/font-set.js';
import { type Chosen, chooseFaces } from './choose-face.js';
import type { FontFace } from './font-face.js';
import { breaksAfter } from './line-breaks.js';
import { splitGraphemes } from './normalise-text.js';
import { hanLanguage, scriptOf } from './scripts.js';
import { type Glyph, shapeRun, type TextRun } from './shape-run.js';
import { directionsOf } from './text-direction.js';

/** What a person takes for one character, and the width it has where it stands. */
export interface Cell {
  /** UTF-16 offsets in the paragraph. */
  readonly start: number;
  readonly end: number;
  /** As a fraction of the font size. */
  readonly advance: number;
  readonly isSpace: boolean;
  readonly breakAfter: boolean;
}

/** A paragraph ready to be broken into lines. */
export interface Paragraph {
  readonly text: string;
  readonly cells: readonly Cell[];
  readonly runs: readonly TextRun[];
  /** The glyphs of each run while it stands unbroken. */
  readonly glyphs: ReadonlyMap<TextRun, readonly Glyph[]>;
  readonly level: number;
}

export interface ParagraphOptions {
  /** Hint for the national forms of Han characters (BCP 47). */
  readonly language?: string | undefined;
  /** What stands between items that have nothing to do with each other, such as a name and a date. */
  readonly separator?: string | undefined;
  /** Left to right whatever the text begins with, such as a sentence that begins with a name. */
  readonly leftToRight?: boolean;
}

/** Throws `text-undrawable`. */
export function prepareParagraph(
  text: string,
  chain: readonly FontFile[],
  { language, ...direction }: ParagraphOptions = {},
): Paragraph {
  const chosen = chooseFaces(splitGraphemes(text), chain);
  const { levels, paragraphLevel } = directionsOf(text, direction);
  const runs = joinRuns(chosen, levels, hanLanguage(text, language));
  const advances = new Float64Array(text.length);
  const glyphs = new Map<TextRun, readonly Glyph[]>();
  for (const run of runs) {
    const shaped = shapeRun(text, run);
    glyphs.set(run, shaped);
    for (const glyph of shaped) advances[glyph.cluster] = (advances[glyph.cluster] ?? 0) + glyph.advance;
  }
  return { text, cells: cellsOf(chosen, advances), runs, glyphs, level: paragraphLevel };
}

function joinRuns(chosen: readonly Chosen[], levels: Uint8Array, language: string): TextRun[] {
  const runs: {
    face: FontFace;
    script: string;
    language: string;
    level: number;
    start: number;
    end: number;
  }[] = [];
  let start = 0;
  for (const { grapheme, face } of chosen) {
    if (!face) throw undrawable(grapheme);
    const end = start + grapheme.length;
    const level = levels[start] ?? 0;
    const script = scriptOf(grapheme);
    const last = runs.at(-1);
    const sameScript = script === 'Zyyy' || last?.script === 'Zyyy' || last?.script === script;
    if (last?.face === face && last.level === level && sameScript) {
      last.end = end;
      if (last.script === 'Zyyy') last.script = script;
    } else {
      runs.push({ face, script, language, level, start, end });
    }
    start = end;
  }
  return runs;
}

function undrawable(grapheme: string): SigningError {
  return new SigningError(
    'text-undrawable',
    `The character "${grapheme}" cannot be drawn with the fonts at hand.`,
  );
}

function cellsOf(chosen: readonly Chosen[], advances: Float64Array): Cell[] {
  const breaks = breaksAfter(chosen.map(({ grapheme }) => grapheme));
  let start = 0;
  return chosen.map(({ grapheme }, index) => {
    const end = start + grapheme.length;
    let advance = 0;
    for (let at = start; at < end; at++) advance += advances[at] ?? 0;
    const cell = { start, end, advance, isSpace: grapheme === ' ', breakAfter: breaks[index] ?? false };
    start = end;
    return cell;
  });
}
