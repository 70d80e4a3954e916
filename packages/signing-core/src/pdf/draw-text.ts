import { type FittedText, fitText } from '../text/fit-text.js';
import { normaliseText, onOneLine, splitGraphemes } from '../text/normalise-text.js';
import { type Canvas, capitalsOf, inset, RULE_COLOUR, TEXT_COLOUR } from './canvas.js';
import type { MarkContent } from './marks.js';
import { serialiseNumber as n } from './serialise.js';
import { type Area, showText } from './show-text.js';

const MAX_TEXT_PT = 11;
/** The part of a cell a character may fill. */
const CELL_FILL = 0.84;

type Text = Extract<MarkContent, { kind: 'text' }>;

/** Operators for a text in its box: on lines, or one character to each cell of a comb. */
export function drawText(content: Text, canvas: Canvas): string {
  return content.cells === undefined ? drawLines(content, canvas) : drawComb(content, content.cells, canvas);
}

function drawLines({ text, language, multiline }: Text, canvas: Canvas): string {
  const margin = inset(canvas);
  const upright = multiline === true ? margin : 0;
  const area = {
    x: margin,
    y: upright,
    widthPt: canvas.widthPt - 2 * margin,
    heightPt: canvas.heightPt - 2 * upright,
  };
  const limits = { maxSizePt: MAX_TEXT_PT * canvas.scale, ofHeight: 0.78, language };
  const fitted = fitText(normaliseText(text), canvas.fonts.sans, area, limits);
  const look = { colour: TEXT_COLOUR, visibleHeight: capitalsOf(canvas), fromTop: multiline === true };
  return showText(fitted, area, look, canvas.codeFor);
}

/** Equal cells with a thin rule between them; all characters at one size, each in the middle of its cell. */
function drawComb({ text, language }: Text, cellCount: number, canvas: Canvas): string {
  const cellPt = canvas.widthPt / cellCount;
  const characters = intoCells(splitGraphemes(onOneLine(text)), cellCount);
  const room = { widthPt: cellPt * CELL_FILL, heightPt: canvas.heightPt };
  const limits = { maxSizePt: MAX_TEXT_PT * canvas.scale, ofHeight: 0.78, language };
  const fitted = characters.map((one) =>
    one.trim() === '' ? null : fitText(one, canvas.fonts.sans, room, limits),
  );
  const sizePt = Math.min(...fitted.map((one) => one?.sizePt ?? Number.POSITIVE_INFINITY));
  const look = { colour: TEXT_COLOUR, visibleHeight: capitalsOf(canvas) };
  const fromRight = fitted.find((one) => one !== null)?.lines[0]?.rightToLeft === true;
  const shown = fitted.map((one, index) => {
    if (one === null) return '';
    const cell = fromRight ? cellCount - 1 - index : index;
    return showText(
      { ...one, sizePt },
      middleOf(one, sizePt, cell * cellPt, cellPt, canvas),
      look,
      canvas.codeFor,
    );
  });
  return cellRules(cellCount, cellPt, canvas) + shown.join('');
}

/** What is one too many goes to the last cell, smaller: a value that was accepted must never stop a seal. */
function intoCells(characters: readonly string[], cellCount: number): string[] {
  if (characters.length <= cellCount) return [...characters];
  return [...characters.slice(0, cellCount - 1), characters.slice(cellCount - 1).join('')];
}

function middleOf(fitted: FittedText, sizePt: number, x: number, cellPt: number, canvas: Canvas): Area {
  const widthPt = (fitted.lines[0]?.width ?? 0) * sizePt;
  return { x: x + (cellPt - widthPt) / 2, y: 0, widthPt, heightPt: canvas.heightPt };
}

function cellRules(cellCount: number, cellPt: number, canvas: Canvas): string {
  const linePt = Math.min(0.5 * canvas.scale, cellPt * 0.1);
  const rules = Array.from({ length: cellCount - 1 }, (_, index) => {
    const x = n((index + 1) * cellPt);
    return `${x} 0 m ${x} ${n(canvas.heightPt)} l`;
  });
  return rules.length === 0 ? '' : `${RULE_COLOUR} RG ${n(linePt)} w ${rules.join(' ')} S\n`;
}
