import type { FontSet } from '../fonts/font-set.js';
import { fitText } from '../text/fit-text.js';
import { openFace } from '../text/font-face.js';
import { normaliseText, onOneLine } from '../text/normalise-text.js';
import { drawStrokes } from './draw-strokes.js';
import type { CodeFor } from './font-register.js';
import type { MarkContent } from './marks.js';
import { serialiseNumber as n } from './serialise.js';
import { type Area, showText } from './show-text.js';

/** Where drawing happens: an upright box with its origin at the lower left corner, in points. */
export interface Canvas {
  readonly widthPt: number;
  readonly heightPt: number;
  /** How much larger than an ordinary letter page this page is, at least 1: type grows with posters. */
  readonly scale: number;
  readonly fonts: FontSet;
  readonly codeFor: CodeFor;
}

const TEXT_COLOUR = '0.09 0.1 0.13';
/** Ink blue: a signature should be told from the print around it. */
const INK_COLOUR = '0.06 0.14 0.4';
const QUIET_COLOUR = '0.42 0.44 0.48';
const RULE_COLOUR = '0.78 0.8 0.84';

const MAX_TEXT_PT = 11;
const MAX_SIGNATURE_PT = 30;
const CAPTION_PT = { max: 6.5, min: 3.2, ofHeight: 0.16 } as const;

/** Between the parts of a caption. */
const CAPTION_SEPARATOR = ' · ';

export function drawContent(content: MarkContent, canvas: Canvas): string {
  switch (content.kind) {
    case 'text':
      return drawText(content.text, content.language, canvas);
    case 'checkbox':
      return drawCheckbox(content.checked, canvas);
    case 'typed-signature':
      return drawSigned(content.caption, canvas, (area) => drawTypedSignature(content, canvas, area));
    case 'drawn-signature':
      return drawSigned(content.caption, canvas, (area) => {
        return `${INK_COLOUR} RG\n${drawStrokes(content.strokes, content.aspect, area)}`;
      });
  }
}

function inset(canvas: Canvas): number {
  return Math.min(3 * canvas.scale, canvas.heightPt * 0.12, canvas.widthPt * 0.05);
}

function drawText(text: string, language: string | undefined, canvas: Canvas): string {
  const margin = inset(canvas);
  const area = { x: margin, y: 0, widthPt: canvas.widthPt - 2 * margin, heightPt: canvas.heightPt };
  const fitted = fitText(normaliseText(text), canvas.fonts.sans, area, {
    maxSizePt: MAX_TEXT_PT * canvas.scale,
    ofHeight: 0.78,
    language,
  });
  return showText(fitted, area, { colour: TEXT_COLOUR, visibleHeight: capitalsOf(canvas) }, canvas.codeFor);
}

const capitalsOf = ({ fonts }: Canvas): number => (fonts.sans[0] ? openFace(fonts.sans[0]).capHeight : 0.7);

type TypedSignature = Extract<MarkContent, { kind: 'typed-signature' }>;

function drawTypedSignature({ text, language }: TypedSignature, canvas: Canvas, area: Area): string {
  const oneLine = onOneLine(text);
  // Script letters reach out to both sides of their width.
  const overhang = Math.min(area.heightPt * 0.06, area.widthPt * 0.1);
  const inner = { ...area, x: area.x + overhang, widthPt: area.widthPt - 2 * overhang };
  const fitted = fitText(oneLine, canvas.fonts.signature, inner, {
    maxSizePt: MAX_SIGNATURE_PT * canvas.scale,
    ofHeight: 0.98,
    language,
  });
  const upright = fitted.lines[0]?.runs.some(({ face }) => canvas.fonts.sans.includes(face.file));
  // The capitals and descenders of handwriting sway around the line: centre on the lower-case body.
  const visibleHeight = upright ? capitalsOf(canvas) : 0.5;
  return showText(fitted, inner, { colour: INK_COLOUR, visibleHeight }, canvas.codeFor);
}

/** A signature over a thin rule with a small line of print below, when there is something to say. */
function drawSigned(
  caption: string | undefined,
  canvas: Canvas,
  drawSignature: (area: Area) => string,
): string {
  const margin = inset(canvas);
  const widthPt = canvas.widthPt - 2 * margin;
  if (!caption)
    return drawSignature({ x: margin, y: margin / 2, widthPt, heightPt: canvas.heightPt - margin });
  const { max, min, ofHeight } = CAPTION_PT;
  const captionPt = Math.min(
    Math.max(canvas.heightPt * ofHeight, min),
    max * canvas.scale,
    canvas.heightPt * 0.3,
  );
  const base = captionPt * 1.55;
  const line = { x: margin, y: 0, widthPt, heightPt: base };
  const fitted = fitText(normaliseText(caption).replaceAll('\n', ' '), canvas.fonts.sans, line, {
    maxSizePt: captionPt,
    ofHeight: 1,
    separator: CAPTION_SEPARATOR,
  });
  const rule = `${RULE_COLOUR} RG ${n(Math.min(0.5, captionPt * 0.08))} w ${n(margin)} ${n(base)} m ${n(margin + widthPt)} ${n(base)} l S\n`;
  const area = { x: margin, y: base + margin / 3, widthPt, heightPt: canvas.heightPt - base - margin * 0.6 };
  const look = { colour: QUIET_COLOUR, visibleHeight: capitalsOf(canvas) };
  return rule + showText(fitted, line, look, canvas.codeFor) + drawSignature(area);
}

function drawCheckbox(checked: boolean, canvas: Canvas): string {
  const side = Math.min(canvas.widthPt, canvas.heightPt, 16 * canvas.scale);
  const line = Math.max(side * 0.055, 0.5);
  const inner = side - line;
  const left = (canvas.widthPt - inner) / 2;
  const bottom = (canvas.heightPt - inner) / 2;
  const frame = `${QUIET_COLOUR} RG ${n(line)} w ${[left, bottom, inner, inner].map(n).join(' ')} re S\n`;
  if (!checked) return frame;
  const at = (x: number, y: number): string => `${n(left + inner * x)} ${n(bottom + inner * y)}`;
  const tick = `${at(0.22, 0.52)} m ${at(0.42, 0.3)} l ${at(0.79, 0.74)} l S\n`;
  return `${frame}1 J 1 j ${INK_COLOUR} RG ${n(side * 0.12)} w ${tick}`;
}
