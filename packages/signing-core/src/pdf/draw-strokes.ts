import { serialiseNumber as n } from './serialise.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Closer than this, points only add weight to the file. */
const MIN_STEP_PT = 0.2;

/**
 * Hand-drawn strokes as smooth curves, scaled to fit the box, keeping their proportions; `y` of the strokes
 * points down, of the page up. Empty margins of the drawing area are cut away.
 */
export function drawStrokes(
  strokes: readonly (readonly number[])[],
  aspect: number,
  box: { readonly x: number; readonly y: number; readonly widthPt: number; readonly heightPt: number },
): string {
  const lines = strokes.map((stroke) => toPoints(stroke, aspect)).filter((points) => points.length > 0);
  const all = lines.flat();
  const bounds = boundsOf(all);
  // A drawn dot or straight line must not be blown up to the size of a signature.
  const width = Math.max(bounds.right - bounds.left, 0.25 * aspect);
  const height = Math.max(bounds.bottom - bounds.top, 0.35);
  const lineWidth = Math.min(Math.max(box.heightPt * 0.035, 0.7), Math.max(2.4, box.heightPt * 0.02));
  const scale = Math.min((box.widthPt - lineWidth) / width, (box.heightPt - lineWidth) / height);
  const middle = (bounds.top + bounds.bottom) / 2;
  const place = (point: Point): Point => ({
    x: box.x + lineWidth / 2 + (point.x - bounds.left) * scale,
    y: box.y + box.heightPt / 2 - (point.y - middle) * scale,
  });
  const paths = lines.map((points) => smoothPath(thin(points.map(place))));
  return `1 J 1 j ${n(lineWidth)} w\n${paths.join('\n')}\n`;
}

function toPoints(stroke: readonly number[], aspect: number): Point[] {
  const points: Point[] = [];
  for (let i = 0; i + 1 < stroke.length; i += 2)
    points.push({ x: (stroke[i] ?? 0) * aspect, y: stroke[i + 1] ?? 0 });
  return points;
}

function boundsOf(points: readonly Point[]): { left: number; right: number; top: number; bottom: number } {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, right, top, bottom };
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
  const first = points[0];
  if (!first) return '';
  let path = `${n(first.x)} ${n(first.y)} m`;
  if (points.length === 1) return `${path} ${n(first.x + 0.01)} ${n(first.y)} l S`;
  for (let i = 0; i + 1 < points.length; i++) {
    const from = points[i] ?? first;
    const to = points[i + 1] ?? from;
    const before = points[i - 1] ?? from;
    const after = points[i + 2] ?? to;
    const c1 = { x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 };
    const c2 = { x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 };
    path += `\n${[c1.x, c1.y, c2.x, c2.y, to.x, to.y].map(n).join(' ')} c`;
  }
  return `${path} S`;
}
