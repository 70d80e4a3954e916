import { fitText } from '../text/fit-text.js';
import { normaliseText, onOneLine } from '../text/normalise-text.js';
import { type Canvas, capitalsOf, INK_COLOUR, inset, QUIET_COLOUR, RULE_COLOUR } from './canvas.js';
import { drawStrokes } from './draw-strokes.js';
import { drawText } from './draw-text.js';
import { drawCheckbox, drawRadio } from './draw-tick.js';
import type { MarkContent } from './marks.js';
import { serialiseNumber as n } from './serialise.js';
import { type Area, showText } from './show-text.js';

const MAX_SIGNATURE_PT = 30;
const CAPTION_PT = { max: 6.5, min: 3.2, ofHeight: 0.16 } as const;

/** Between the parts of a caption. */
const CAPTION_SEPARATOR = ' · ';

export function drawContent(content: MarkContent, canvas: Canvas): string {
  switch (content.kind) {
    case 'text':
      return drawText(content, canvas);
    case 'checkbox':
      return drawCheckbox(content.checked, canvas);
    case 'radio':
      return drawRadio(content.chosen, canvas);
    case 'typed-signature':
      return drawSigned(content.caption, canvas, (area) => drawTypedSignature(content, canvas, area));
    case 'drawn-signature':
      return drawSigned(content.caption, canvas, (area) => {
        return `${INK_COLOUR} RG\n${drawStrokes(content.strokes, content.aspect, area)}`;
      });
  }
}

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
