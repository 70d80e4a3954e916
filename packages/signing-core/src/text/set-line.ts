import { assignText, type SpokenRun } from './assign-text.js';
import type { FontFace } from './font-face.js';
import type { Paragraph } from './paragraph.js';
import { shapeRun } from './shape-run.js';
import { reorderVisually } from './text-direction.js';

/** Glyphs of one face, from left to right. */
export interface SetRun extends SpokenRun {
  readonly face: FontFace;
}

/** One line, ready to be drawn from left to right. Lengths are fractions of the font size. */
export interface SetLine {
  readonly runs: readonly SetRun[];
  readonly width: number;
  readonly rightToLeft: boolean;
  /** How far ink reaches above and below the baseline; `inkBottom` is negative below it. */
  readonly inkTop: number;
  readonly inkBottom: number;
}

/** Sets the text between two UTF-16 offsets of a paragraph as one line, spaces at its end left away. */
export function setLine(paragraph: Paragraph, from: number, to: number): SetLine {
  const end = to - trailingSpaces(paragraph.text.slice(from, to));
  const clipped = paragraph.runs
    .filter((run) => run.start < end && run.end > from)
    .map((run) => ({ run, start: Math.max(run.start, from), end: Math.min(run.end, end), level: run.level }));
  const runs = reorderVisually(clipped).map(({ run, start, end: runEnd, level }) => {
    const unbroken = start === run.start && runEnd === run.end ? paragraph.glyphs.get(run) : undefined;
    const glyphs = unbroken ?? shapeRun(paragraph.text, { ...run, start, end: runEnd });
    return { face: run.face, level, ...assignText(paragraph.text, glyphs, runEnd, level % 2 === 1) };
  });
  const levels = runs.map(({ level }) => level % 2);
  const marked = runs.map((run, index) => sayDirection(run, index, levels, paragraph.level % 2));
  return { runs: marked, rightToLeft: paragraph.level % 2 === 1, ...measure(marked) };
}

/**
 * Where a stretch runs against its paragraph, readers that turn text round by its look misplace the spaces and signs
 * at its ends. A direction mark said at each end (UAX #9 § 2.6) keeps them where they were typed.
 */
function sayDirection(run: SetRun, index: number, levels: readonly number[], paragraph: number): SetRun {
  if (levels[index] === paragraph) return run;
  const mark = { glyphId: null, text: paragraph === 1 ? '\u200f' : '\u200e', y: 0 };
  const before = index > 0 && levels[index - 1] === paragraph ? [{ ...mark, x: 0 }] : [];
  const after =
    index + 1 < levels.length && levels[index + 1] === paragraph ? [{ ...mark, x: run.width }] : [];
  return { ...run, spoken: [...before, ...run.spoken, ...after] };
}

const trailingSpaces = (text: string): number => text.length - text.replace(/ +$/, '').length;

function measure(runs: readonly SetRun[]): Pick<SetLine, 'width' | 'inkTop' | 'inkBottom'> {
  let [width, inkTop, inkBottom] = [0, 0, 0];
  for (const run of runs) {
    width += run.width;
    for (const { glyphId, y } of [...run.spoken, ...run.painted]) {
      if (glyphId === null) continue;
      const ink = inkOf(run.face, glyphId);
      inkTop = Math.max(inkTop, y + ink.top);
      inkBottom = Math.min(inkBottom, y + ink.bottom);
    }
  }
  return { width, inkTop, inkBottom };
}

interface InkHeight {
  readonly top: number;
  readonly bottom: number;
}

const inkByFace = new WeakMap<FontFace, Map<number, InkHeight>>();

function inkOf(face: FontFace, glyphId: number): InkHeight {
  const known = inkByFace.get(face) ?? new Map<number, InkHeight>();
  inkByFace.set(face, known);
  const remembered = known.get(glyphId);
  if (remembered) return remembered;
  const extents = face.font.glyphExtents(glyphId);
  const top = (extents?.yBearing ?? 0) / face.unitsPerEm;
  const ink = { top, bottom: top + (extents?.height ?? 0) / face.unitsPerEm };
  known.set(glyphId, ink);
  return ink;
}
