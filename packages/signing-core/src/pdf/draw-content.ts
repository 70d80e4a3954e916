import type { FontSet } from '../fonts/font-set.js';
import { drawStrokes } from './draw-strokes.js';
import type { EmbeddedFont } from './embedded-font.js';
import { type FittedText, fitText } from './fit-text.js';
import type { FontFace } from './font-face.js';
import type { MarkContent } from './marks.js';
import { serialiseNumber as n } from './serialise.js';
import { facesOf, normaliseText } from './text-runs.js';

/** Where drawing happens: an upright box with its origin at the lower left corner, in points. */
export interface Canvas {
  readonly widthPt: number;
  readonly heightPt: number;
  /** How much larger than an ordinary letter page this page is, at least 1: type grows with posters. */
  readonly scale: number;
  readonly fonts: FontSet;
  fontFor(face: FontFace): EmbeddedFont;
}

const TEXT_COLOUR = '0.09 0.1 0.13';
/** Ink blue: a signature should be told from the print around it. */
const INK_COLOUR = '0.06 0.14 0.4';
const QUIET_COLOUR = '0.42 0.44 0.48';
const RULE_COLOUR = '0.78 0.8 0.84';

const MAX_TEXT_PT = 11;
const MAX_SIGNATURE_PT = 30;
const CAPTION_PT = { max: 6.5, min: 3.2, ofHeight: 0.16 } as const;

export function drawContent(content: MarkContent, canvas: Canvas): string {
  switch (content.kind) {
    case 'text':
      return drawText(content.text, canvas);
    case 'checkbox':
      return drawCheckbox(content.checked, canvas);
    case 'typed-signature':
      return drawSigned(content.caption, canvas, (area) => drawTypedSignature(content.text, canvas, area));
    case 'drawn-signature':
      return drawSigned(content.caption, canvas, (area) => {
        return `${INK_COLOUR} RG\n${drawStrokes(content.strokes, content.aspect, area)}`;
      });
  }
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly widthPt: number;
  readonly heightPt: number;
}

function inset(canvas: Canvas): number {
  return Math.min(3 * canvas.scale, canvas.heightPt * 0.12, canvas.widthPt * 0.05);
}

function drawText(text: string, canvas: Canvas): string {
  const margin = inset(canvas);
  const area = { x: margin, y: 0, widthPt: canvas.widthPt - 2 * margin, heightPt: canvas.heightPt };
  const faces = facesOf(canvas.fonts, 'text');
  const fitted = fitText(normaliseText(text), faces, area, {
    maxSizePt: MAX_TEXT_PT * canvas.scale,
    ofHeight: 0.78,
  });
  return showText(fitted, canvas, area, TEXT_COLOUR, faces[0]?.capHeight ?? 0.7);
}

function drawTypedSignature(text: string, canvas: Canvas, area: Area): string {
  const faces = facesOf(canvas.fonts, 'signature');
  const oneLine = normaliseText(text).replace(/\s*\n\s*/g, ' ');
  // Script letters reach out to both sides of their width.
  const overhang = Math.min(area.heightPt * 0.06, area.widthPt * 0.1);
  const inner = { ...area, x: area.x + overhang, widthPt: area.widthPt - 2 * overhang };
  const fitted = fitText(oneLine, faces, inner, {
    maxSizePt: MAX_SIGNATURE_PT * canvas.scale,
    ofHeight: 0.98,
  });
  // Script capitals and descenders sway around the line: centre on the lower-case body.
  return showText(fitted, canvas, inner, INK_COLOUR, 0.5);
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
  const faces = facesOf(canvas.fonts, 'text');
  const line = { x: margin, y: 0, widthPt, heightPt: base };
  const fitted = fitText(normaliseText(caption).replaceAll('\n', ' '), faces, line, {
    maxSizePt: captionPt,
    ofHeight: 1,
  });
  const rule = `${RULE_COLOUR} RG ${n(Math.min(0.5, captionPt * 0.08))} w ${n(margin)} ${n(base)} m ${n(margin + widthPt)} ${n(base)} l S\n`;
  const area = { x: margin, y: base + margin / 3, widthPt, heightPt: canvas.heightPt - base - margin * 0.6 };
  return (
    rule + showText(fitted, canvas, line, QUIET_COLOUR, faces[0]?.capHeight ?? 0.7) + drawSignature(area)
  );
}

/** Left-aligned, the block centred in the height of `area` by what the eye sees: capitals, not line boxes. */
function showText(
  fitted: FittedText,
  canvas: Canvas,
  area: Area,
  colour: string,
  visibleHeight: number,
): string {
  const capPt = fitted.sizePt * visibleHeight;
  const blockPt = (fitted.lines.length - 1) * fitted.lineHeightPt + capPt;
  let baseline = area.y + (area.heightPt + blockPt) / 2 - capPt;
  let out = `BT ${colour} rg\n`;
  for (const line of fitted.lines) {
    out += `1 0 0 1 ${n(area.x)} ${n(baseline)} Tm\n`;
    for (const run of line) {
      const font = canvas.fontFor(run.face);
      out += `/${font.resourceName} ${n(fitted.sizePt)} Tf ${font.encode(run.text)} Tj\n`;
    }
    baseline -= fitted.lineHeightPt;
  }
  return `${out}ET\n`;
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
