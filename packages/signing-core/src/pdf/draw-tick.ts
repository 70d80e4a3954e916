import { type Canvas, INK_COLOUR, QUIET_COLOUR } from './canvas.js';
import { serialiseNumber as n } from './serialise.js';

const MAX_SIDE_PT = 16;
/** How far the handles of four Bézier curves stand off to make a circle. */
const CIRCLE = 0.5523;

export function drawCheckbox(checked: boolean, canvas: Canvas): string {
  const side = Math.min(canvas.widthPt, canvas.heightPt, MAX_SIDE_PT * canvas.scale);
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

/** A ring, with a dot in it when it is the one that was chosen. */
export function drawRadio(chosen: boolean, canvas: Canvas): string {
  const side = Math.min(canvas.widthPt, canvas.heightPt, MAX_SIDE_PT * canvas.scale);
  const line = Math.max(side * 0.055, 0.5);
  const ring = `${QUIET_COLOUR} RG ${n(line)} w ${circle(canvas, (side - line) / 2)} S\n`;
  return chosen ? `${ring}${INK_COLOUR} rg ${circle(canvas, side * 0.27)} f\n` : ring;
}

/** In the middle of the canvas. */
function circle({ widthPt, heightPt }: Canvas, radius: number): string {
  const at = (x: number, y: number): string =>
    `${n(widthPt / 2 + radius * x)} ${n(heightPt / 2 + radius * y)}`;
  const curve = (...points: readonly [number, number][]): string =>
    `${points.map(([x, y]) => at(x, y)).join(' ')} c`;
  return [
    `${at(1, 0)} m`,
    curve([1, CIRCLE], [CIRCLE, 1], [0, 1]),
    curve([-CIRCLE, 1], [-1, CIRCLE], [-1, 0]),
    curve([-1, -CIRCLE], [-CIRCLE, -1], [0, -1]),
    curve([CIRCLE, -1], [1, -CIRCLE], [1, 0]),
  ].join(' ');
}
