import type { FontSet } from '../../fonts/font-set.js';
import type { CodeFor } from '../../pdf/font-register.js';
import { serialiseNumber as n } from '../../pdf/serialise.js';
import { showLine } from '../../pdf/show-line.js';
import { findUndrawable } from '../../text/find-undrawable.js';
import { type FittedText, fitText } from '../../text/fit-text.js';
import { openFace } from '../../text/font-face.js';
import { normaliseText, splitGraphemes } from '../../text/normalise-text.js';
import type { DefaultAppearance } from './default-appearance.js';

/** A text as it stands in its field. */
export interface FieldText {
  readonly text: string;
  readonly look: DefaultAppearance;
  /** `/Q`: at the left, in the middle, at the right. */
  readonly alignment: 0 | 1 | 2;
  readonly multiline: boolean;
  /** One character in each of so many cells; null for running text. */
  readonly cells: number | null;
}

/** The room inside the frame, from the lower left corner of the widget. */
export interface Room {
  readonly inset: number;
  readonly width: number;
  readonly height: number;
}

export interface Pen {
  readonly fonts: FontSet;
  readonly codeFor: CodeFor;
}

/** As large as fits, but a note in a tall box is not a headline. */
const AUTO_SIZE = { ofHeight: 0.72, mostMultilinePt: 12, mostPt: 40 } as const;
const SIDE_MARGIN_PT = 2;

/**
 * Operators for a value. It is made smaller where its size does not fit: a form on a screen can be scrolled, a page
 * cannot, and what is signed must be seen. Characters no font has are shown as `?`.
 */
export function drawValue(field: FieldText, room: Room, pen: Pen): string {
  const text = drawable(field.text, pen.fonts);
  if (text.trim() === '' || room.width <= 2 * room.inset || room.height <= 2 * room.inset) return '';
  return field.cells === null
    ? drawRunning(text, field, room, pen)
    : drawCells(splitGraphemes(text).slice(0, field.cells), field.cells, field, room, pen);
}

function drawable(value: string, fonts: FontSet): string {
  const text = normaliseText(value);
  const missing = findUndrawable(text, fonts, 'text');
  if (missing.length === 0) return text;
  const gone = new Set(missing);
  return text
    .split('\n')
    .map((line) =>
      splitGraphemes(line)
        .map((grapheme) => (gone.has(grapheme) ? '?' : grapheme))
        .join(''),
    )
    .join('\n');
}

function drawRunning(text: string, field: FieldText, room: Room, pen: Pen): string {
  const margin = Math.min(room.inset + SIDE_MARGIN_PT, room.width / 4);
  const area = { widthPt: room.width - 2 * margin, heightPt: room.height - 2 * room.inset };
  const shown = field.multiline ? text : text.replace(/\s*\n\s*/g, ' ');
  const limits = sizeLimits(field, area.heightPt);
  const fitted = field.multiline
    ? fitText(shown, pen.fonts.sans, area, limits)
    : fitOneLine(shown, area, limits, pen.fonts);
  let baseline = firstBaseline(fitted, field, room, pen.fonts);
  let body = '';
  let shapes = '';
  for (const line of fitted.lines) {
    const free = area.widthPt - line.width * fitted.sizePt;
    const side = line.rightToLeft && field.alignment === 0 ? 2 : field.alignment;
    const x = margin + (free * side) / 2;
    const drawn = showLine(line, { x, y: baseline, sizePt: fitted.sizePt }, pen.codeFor);
    body += `1 0 0 1 ${n(x)} ${n(baseline)} Tm\n${drawn.text}`;
    shapes += drawn.shapes;
    baseline -= fitted.lineHeightPt;
  }
  return `${field.look.colour}\nBT\n${body}ET\n${shapes}`;
}

/** Made smaller, never wrapped: a second line in a field of one would be read as another value. */
function fitOneLine(
  text: string,
  area: { readonly widthPt: number; readonly heightPt: number },
  limits: ReturnType<typeof sizeLimits>,
  fonts: FontSet,
): FittedText {
  const endless = { ...area, widthPt: Number.MAX_SAFE_INTEGER };
  const fitted = fitText(text, fonts.sans, endless, limits);
  const width = Math.max(...fitted.lines.map((line) => line.width), 0.001);
  return { ...fitted, sizePt: Math.min(fitted.sizePt, area.widthPt / width) };
}

function drawCells(
  characters: readonly string[],
  cells: number,
  field: FieldText,
  room: Room,
  pen: Pen,
): string {
  const cell = { widthPt: room.width / cells, heightPt: room.height - 2 * room.inset };
  const limits = sizeLimits(field, cell.heightPt);
  const first =
    [0, Math.floor((cells - characters.length) / 2), cells - characters.length][field.alignment] ?? 0;
  const fit = (character: string, maxSizePt: number): FittedText =>
    fitText(character, pen.fonts.sans, cell, { ...limits, maxSizePt });
  const sizePt = Math.min(...characters.map((character) => fit(character, limits.maxSizePt).sizePt));
  let body = '';
  let shapes = '';
  for (const [index, character] of characters.entries()) {
    const fitted = fit(character, sizePt);
    const [line] = fitted.lines;
    if (!line) continue;
    const x = (first + index + 0.5) * cell.widthPt - (line.width * fitted.sizePt) / 2;
    const y = firstBaseline(fitted, { ...field, multiline: false }, room, pen.fonts);
    const drawn = showLine(line, { x, y, sizePt: fitted.sizePt }, pen.codeFor);
    body += `1 0 0 1 ${n(x)} ${n(y)} Tm\n${drawn.text}`;
    shapes += drawn.shapes;
  }
  return `${field.look.colour}\nBT\n${body}ET\n${shapes}`;
}

function sizeLimits(
  { look, multiline }: FieldText,
  heightPt: number,
): { maxSizePt: number; ofHeight: number } {
  if (look.sizePt !== null) return { maxSizePt: look.sizePt, ofHeight: 1 };
  if (multiline) return { maxSizePt: AUTO_SIZE.mostMultilinePt, ofHeight: 1 };
  return { maxSizePt: Math.min(AUTO_SIZE.mostPt, heightPt * AUTO_SIZE.ofHeight), ofHeight: 1 };
}

/** Several lines begin at the top of the field, one line stands in the middle. */
function firstBaseline(
  { sizePt, lines, lineHeightPt }: FittedText,
  field: FieldText,
  room: Room,
  fonts: FontSet,
): number {
  if (field.multiline) return room.height - room.inset - sizePt * Math.max(1, lines[0]?.inkTop ?? 0);
  const capPt = sizePt * (fonts.sans[0] ? openFace(fonts.sans[0]).capHeight : 0.7);
  const below = (lines.length - 1) * lineHeightPt;
  return (room.height + below - capPt) / 2;
}
