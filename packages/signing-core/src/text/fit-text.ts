import type { FontFile } from '../fonts/font-set.js';
import { type Cell, type Paragraph, type ParagraphOptions, prepareParagraph } from './paragraph.js';
import { type SetLine, setLine } from './set-line.js';

export interface FittedText {
  readonly sizePt: number;
  readonly lineHeightPt: number;
  /** Top to bottom. */
  readonly lines: readonly SetLine[];
}

export interface FitLimits extends ParagraphOptions {
  readonly maxSizePt: number;
  /** Greatest size as a part of the height of the box. */
  readonly ofHeight: number;
}

const LINE_HEIGHT = 1.25;
/** Below this size a text is shrunk no further by wrapping alone; it is drawn as small as it takes. */
const SHRINK_STEP = 0.93;
const MAX_STEPS = 120;

/** The part of a paragraph that makes one line: UTF-16 offsets. */
interface Stretch {
  readonly paragraph: Paragraph;
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

/**
 * The largest size, up to `maxSizePt` and `ofHeight` of the box, at which the text fits, wrapped where its script allows when the box
 * is tall enough for more than one line. Always answers: a text that was accepted must never stop a seal.
 */
export function fitText(
  text: string,
  chain: readonly FontFile[],
  box: { readonly widthPt: number; readonly heightPt: number },
  limits: FitLimits,
): FittedText {
  const paragraphs = text.split('\n').map((line) => prepareParagraph(line, chain, limits));
  const leading = leadingOf(paragraphs);
  let sizePt = Math.min(limits.maxSizePt, box.heightPt * limits.ofHeight);
  for (let step = 0; ; step++) {
    const stretches = wrapAll(paragraphs, box.widthPt / sizePt, box.heightPt >= sizePt * (leading + 1));
    const tall = (stretches.length - 1) * sizePt * leading + sizePt <= box.heightPt;
    const narrow = stretches.every(({ width }) => width * sizePt <= box.widthPt + 0.001);
    if ((tall && narrow) || step === MAX_STEPS) return settle(stretches, sizePt, leading, box);
    sizePt *= SHRINK_STEP;
  }
}

/** Scripts with marks above and below need more room between lines than Latin. */
function leadingOf(paragraphs: readonly Paragraph[]): number {
  const scripts = paragraphs.flatMap(({ runs }) => runs.map(({ script }) => script));
  const roomy = scripts.some((script) => !['Latn', 'Grek', 'Cyrl', 'Zyyy'].includes(script));
  return roomy ? 1.5 : LINE_HEIGHT;
}

/** Shaped line by line, the text may come out a hair wider, or its marks reach out of the box: then a little smaller. */
function settle(
  stretches: readonly Stretch[],
  sizePt: number,
  leading: number,
  box: { readonly widthPt: number; readonly heightPt: number },
): FittedText {
  const lines = stretches.map(({ paragraph, start, end }) => setLine(paragraph, start, end));
  const width = Math.max(...lines.map((line) => line.width));
  const ink = (lines.length - 1) * leading + (lines[0]?.inkTop ?? 0) - (lines.at(-1)?.inkBottom ?? 0);
  const fits = Math.min(sizePt, box.widthPt / (width || 1), box.heightPt / (ink || 1));
  return { sizePt: fits, lineHeightPt: fits * leading, lines };
}

function wrapAll(paragraphs: readonly Paragraph[], maxWidth: number, wrap: boolean): Stretch[] {
  return paragraphs.flatMap((paragraph) => {
    const width = paragraph.cells.reduce((sum, { advance }) => sum + advance, 0);
    const whole = { paragraph, start: 0, end: paragraph.text.length, width };
    return wrap && width > maxWidth ? wrapParagraph(paragraph, maxWidth) : [whole];
  });
}

/** A paragraph as lines of at most `maxWidth` times the font size. */
export function wrapLines(paragraph: Paragraph, maxWidth: number): SetLine[] {
  const stretches = wrapAll([paragraph], maxWidth, true);
  return stretches.map(({ start, end }) => setLine(paragraph, start, end));
}

/** Greedy; what is longer than a line without a place to break is broken between characters. */
function wrapParagraph(paragraph: Paragraph, maxWidth: number): Stretch[] {
  const stretches: Stretch[] = [];
  const { cells } = paragraph;
  for (let first = 0; first < cells.length; ) {
    const { next, width } = lineFrom(cells, first, maxWidth);
    stretches.push({ paragraph, start: cells[first]?.start ?? 0, end: cells[next - 1]?.end ?? 0, width });
    first = next;
  }
  return stretches;
}

function lineFrom(cells: readonly Cell[], first: number, maxWidth: number): { next: number; width: number } {
  let width = 0;
  let visible = 0;
  let lastBreak: { next: number; width: number } | undefined;
  for (let at = first; at < cells.length; at++) {
    const cell = cells[at];
    if (!cell) break;
    width += cell.advance;
    // Spaces at the end of a line may hang over: they are not drawn.
    if (!cell.isSpace && width > maxWidth && at > first) return lastBreak ?? { next: at, width: visible };
    if (!cell.isSpace) visible = width;
    if (cell.breakAfter) lastBreak = { next: at + 1, width: visible };
  }
  return { next: cells.length, width: visible };
}
