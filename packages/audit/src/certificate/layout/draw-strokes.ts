import { PDFOperator, PDFOperatorNames, type PDFPage, setLineWidth, setStrokingColor } from 'pdf-lib';
import { ink } from './palette.js';

type Point = { x: number; y: number };

/** Closer than this, points only add weight to the file. */
const MIN_STEP_PT = 0.25;
const LINE_WIDTH_PT = 1.15;

/**
 * A hand-drawn signature, scaled to fit the box with its proportions kept; `y` of the strokes points down.
 * @param strokes each flat, `x0, y0, x1, y1, …`, as fractions of the drawing area
 * @param aspect width of the drawing area divided by its height
 */
export function drawStrokes(
  page: PDFPage,
  { strokes, aspect }: { strokes: readonly (readonly number[])[]; aspect: number },
  box: { x: number; y: number; widthPt: number; heightPt: number },
): void {
  const lines = strokes.map((stroke) => toPoints(stroke, aspect)).filter((points) => points.length > 0);
  const { left, top, width, height } = boundsOf(lines.flat(), aspect);
  const scale = Math.min((box.widthPt - LINE_WIDTH_PT) / width, (box.heightPt - LINE_WIDTH_PT) / height);
  const place = ({ x, y }: Point): Point => ({
    x: box.x + LINE_WIDTH_PT / 2 + (x - left) * scale,
    y: box.y + box.heightPt / 2 - (y - top - height / 2) * scale,
  });
  const paths = lines.map((points) => smoothPath(thin(points.map(place))));
  page.pushOperators(
    PDFOperator.of(PDFOperatorNames.PushGraphicsState),
    setStrokingColor(ink),
    setLineWidth(LINE_WIDTH_PT),
    PDFOperator.of(PDFOperatorNames.PopGraphicsState, [`1 J 1 j\n${paths.join('\n')}\n`]),
  );
}

function toPoints(stroke: readonly number[], aspect: number): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2)
    points.push({ x: (stroke[at] ?? 0) * aspect, y: stroke[at + 1] ?? 0 });
  return points;
}

/** A drawn dot or straight line must not be blown up to the size of a signature. */
function boundsOf(points: readonly Point[], aspect: number) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, width: Math.max(right - left, 0.25 * aspect), height: Math.max(bottom - top, 0.35) };
}

function thin(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const [index, point] of points.entries()) {
    const last = kept.at(-1);
    const far = !last || Math.hypot(point.x - last.x, point.y - last.y) >= MIN_STEP_PT;
    if (far || index === points.length - 1) kept.push(point);
  }
  return kept;
}

/** Catmull-Rom through every point, as Bézier segments; a single point becomes a dot under the round cap. */
function smoothPath(points: readonly Point[]): string {
  const [first] = points;
  if (!first) return '';
  const path = [`${write([first.x, first.y])} m`];
  if (points.length === 1) path.push(`${write([first.x + 0.01, first.y])} l`);
  for (let at = 0; at + 1 < points.length; at++) {
    const from = points[at] ?? first;
    const to = points[at + 1] ?? from;
    const before = points[at - 1] ?? from;
    const after = points[at + 2] ?? to;
    const curve = [from.x + (to.x - before.x) / 6, from.y + (to.y - before.y) / 6];
    curve.push(to.x - (after.x - from.x) / 6, to.y - (after.y - from.y) / 6, to.x, to.y);
    path.push(`${write(curve)} c`);
  }
  return `${path.join('\n')} S`;
}

const write = (numbers: readonly number[]): string => numbers.map((number) => number.toFixed(2)).join(' ');
