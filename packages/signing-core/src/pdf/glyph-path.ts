import type { FontFace } from '../text/font-face.js';
import { serialiseNumber as n } from './serialise.js';

/** The outline of a glyph, filled in the current colour; `x` and `y` of its origin in points. */
export function glyphPath(
  face: FontFace,
  glyphId: number,
  { x, y, sizePt }: { readonly x: number; readonly y: number; readonly sizePt: number },
): string {
  const scale = sizePt / face.unitsPerEm;
  const place = (values: readonly number[]): number[] =>
    values.map((value, index) => (index % 2 === 0 ? x : y) + value * scale);
  let path = '';
  let at: readonly number[] = [x, y];
  for (const { type, values } of face.font.glyphToJson(glyphId)) {
    const points = place(values);
    if (type === 'M') path += `${points.map(n).join(' ')} m\n`;
    else if (type === 'L') path += `${points.map(n).join(' ')} l\n`;
    else if (type === 'Q') path += `${cubicOf(at, points).map(n).join(' ')} c\n`;
    else if (type === 'C') path += `${points.map(n).join(' ')} c\n`;
    else path += 'h\n';
    if (points.length > 0) at = points.slice(-2);
  }
  return path === '' ? '' : `${path}f\n`;
}

/** PDF has no quadratic curves; the cubic one is the same curve. */
function cubicOf(
  [x0 = 0, y0 = 0]: readonly number[],
  [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[],
): number[] {
  return [
    x0 + (2 * (x1 - x0)) / 3,
    y0 + (2 * (y1 - y0)) / 3,
    x2 + (2 * (x1 - x2)) / 3,
    y2 + (2 * (y1 - y2)) / 3,
    x2,
    y2,
  ];
}
