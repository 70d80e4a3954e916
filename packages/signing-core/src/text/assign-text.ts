import type { Glyph } from './shape-run.js';

/** A code of the text. Lengths are fractions of the font size, from the start of the run and from the baseline. */
export interface Spoken {
  /** Null: something is said and nothing drawn. */
  readonly glyphId: number | null;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** How wide what draws nothing is. */
  readonly blankWidth?: number;
}

/** A glyph painted as a shape, which says nothing: its text is said by what stands beside it. */
export interface Painted {
  readonly glyphId: number;
  readonly x: number;
  readonly y: number;
}

export interface SpokenRun {
  readonly spoken: readonly Spoken[];
  readonly painted: readonly Painted[];
  readonly width: number;
}

type Placed = Glyph & { readonly pen: number };

/** A letter with its marks, or letters drawn as one: some text and the glyphs for it, in visual order. */
interface Cell {
  start: number;
  end: number;
  readonly glyphs: Placed[];
}

/** Readers take these for parts of a number, and the space behind one for the space before it; a direction mark tells. */
const SEPARATOR = /^[!-/:;،؛؟]$/;
const RIGHT_TO_LEFT_MARK = '\u200f';

/**
 * Hands the characters of a run to its glyphs such that every reader gets the text back: those that take codes in the
 * order of drawing, those that sort them by place, and those that turn right-to-left stretches round. They agree
 * only where each code is wide, moves forward and says what stands there. So marks are painted, and said with their
 * letter; and where that cannot be done with the letter's own glyph, the whole cell is painted and said by blanks.
 */
export function assignText(
  paragraph: string,
  glyphs: readonly Glyph[],
  end: number,
  rightToLeft: boolean,
): SpokenRun {
  const spoken: Spoken[] = [];
  const painted: Painted[] = [];
  const { cells, width } = cellsOf(glyphs, end);
  for (const cell of rightToLeft ? cells.reverse() : cells) {
    const text = paragraph.slice(cell.start, cell.end);
    const said = sayCell([...text], cell.glyphs, rightToLeft);
    if (rightToLeft && SEPARATOR.test(text) && paragraph[cell.end] === ' ')
      spoken.push({ glyphId: null, text: RIGHT_TO_LEFT_MARK, x: cell.glyphs[0]?.pen ?? 0, y: 0 });
    spoken.push(...said.spoken);
    painted.push(...said.painted);
  }
  return { spoken, painted, width };
}

/** In logical order; what does not move the pen belongs to what stands before it in the text. */
function cellsOf(glyphs: readonly Glyph[], end: number): { cells: Cell[]; width: number } {
  let width = 0;
  const clusters = new Map<number, Placed[]>();
  for (const glyph of glyphs) {
    const cluster = clusters.get(glyph.cluster) ?? [];
    clusters.set(glyph.cluster, cluster);
    cluster.push({ ...glyph, pen: width });
    width += glyph.advance;
  }
  const cells: Cell[] = [];
  for (const [start, placed] of [...clusters].sort(([a], [b]) => a - b)) {
    const previous = cells.at(-1);
    if (previous) previous.end = start;
    if (previous && placed.every(({ advance }) => advance === 0)) previous.glyphs.push(...placed);
    else cells.push({ start, end, glyphs: placed });
  }
  const last = cells.at(-1);
  if (last) last.end = end;
  return { cells, width };
}

function sayCell(
  characters: readonly string[],
  glyphs: readonly Placed[],
  rightToLeft: boolean,
): Pick<SpokenRun, 'spoken' | 'painted'> {
  const wide = glyphs.filter(({ advance }) => advance > 0);
  const speaking = new Set(canSpeak(characters, wide.length, rightToLeft) ? wide : []);
  const painted = glyphs
    .filter((glyph) => !speaking.has(glyph))
    .map(({ id, pen, x, y }) => ({ glyphId: id, x: pen + x, y }));
  if (speaking.size === 0) return { spoken: sayInBlanks(characters, glyphs, rightToLeft), painted };
  const spoken = wide.map((glyph, index): Spoken => {
    const at = rightToLeft ? wide.length - 1 - index : index;
    const text = at === wide.length - 1 ? characters.slice(at).join('') : (characters[at] ?? '');
    return { glyphId: glyph.id, text, x: glyph.pen + glyph.x, y: glyph.y };
  });
  return { spoken, painted };
}

const isIdeographSelector = (character: string): boolean => /^[\u{e0100}-\u{e01ef}]$/u.test(character);

/**
 * One code may say several characters only from left to right, not in pairs of surrogates, and not with a format
 * character at the end: readers differ there, or drop all of it.
 */
function canSpeak(characters: readonly string[], glyphCount: number, rightToLeft: boolean): boolean {
  if (glyphCount === 0 || glyphCount > characters.length) return false;
  if (glyphCount === characters.length) return true;
  const plain = characters.every((character) => character.length === 1 || isIdeographSelector(character));
  return !rightToLeft && plain && !/\p{Cf}/u.test(characters.at(-1) ?? '');
}

/** The characters side by side over the width of the cell. */
function sayInBlanks(
  characters: readonly string[],
  glyphs: readonly Placed[],
  rightToLeft: boolean,
): Spoken[] {
  const left = Math.min(...glyphs.map(({ pen }) => pen));
  const right = Math.max(...glyphs.map(({ pen, advance }) => pen + advance));
  const blankWidth = Math.floor(((right - left) / characters.length) * 1000) / 1000;
  const visual = rightToLeft ? characters.toReversed() : characters;
  return visual.map((text, index) => ({
    glyphId: null,
    text,
    x: left + index * blankWidth,
    y: 0,
    blankWidth,
  }));
}
