import type { Matrix } from '../../pdf/page-geometry.js';
import type { Rectangle } from '../../pdf/page-tree.js';

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * Where an appearance is drawn: the matrix that brings its bounding box, after the appearance's own matrix, onto the
 * annotation's rectangle (ISO 32000-2 § 12.5.5, algorithm 8.1). Null when nothing would be seen.
 */
export function placeAppearance(bounds: Rectangle, matrix: Matrix, onto: Rectangle): Matrix | null {
  const corners = [
    apply(matrix, bounds.left, bounds.bottom),
    apply(matrix, bounds.right, bounds.bottom),
    apply(matrix, bounds.left, bounds.top),
    apply(matrix, bounds.right, bounds.top),
  ];
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - bottom];
  if (!(wide > 0 && high > 0)) return null;
  const scaleX = (onto.right - onto.left) / wide;
  const scaleY = (onto.top - onto.bottom) / high;
  const placed: Matrix = [scaleX, 0, 0, scaleY, onto.left - left * scaleX, onto.bottom - bottom * scaleY];
  return placed.every(Number.isFinite) ? placed : null;
}

const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number) => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
});

/** A scale of five places moves the far end of a wide appearance by a pixel. */
export const exact = (value: number): string =>
  value
    .toFixed(8)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
