import type { FractionBox } from '../../pdf/page-geometry.js';
import type { PagePicture } from './page-viewer.js';

/** Of 255, in each colour: the same curve moved by a rounding error, as edges are softened. */
const COLOUR_TOLERANCE = 40;
/** So few beyond it are edges too; the smallest letter that can be read has more. */
const MOST_STRAY_PIXELS = 3;
/** A soft edge reaches into the next pixel. */
const MARGIN_PX = 2;

/**
 * Where two pictures of a page differ outside the parts that may: the first pixel, as fractions of the page. Null when they
 * show the same.
 */
export function findDifference(
  before: PagePicture,
  after: PagePicture,
  mayDiffer: readonly FractionBox[],
): { readonly x: number; readonly y: number } | null {
  const { widthPx, heightPx } = before;
  if (after.widthPx !== widthPx || after.heightPx !== heightPx) return { x: 0, y: 0 };
  if (Buffer.compare(before.rgba, after.rgba) === 0) return null;
  const isOutside = outsideOf(mayDiffer, before);
  let strayPixels = 0;
  for (let y = 0; y < heightPx; y++) {
    const [from, to] = [y * widthPx * 4, (y + 1) * widthPx * 4];
    if (Buffer.compare(before.rgba.subarray(from, to), after.rgba.subarray(from, to)) === 0) continue;
    for (let x = 0; x < widthPx; x++) {
      if (!differs(before.rgba, after.rgba, from + x * 4)) continue;
      if (isOutside(x, y) && ++strayPixels > MOST_STRAY_PIXELS) return { x: x / widthPx, y: y / heightPx };
    }
  }
  return null;
}

function differs(before: Uint8Array, after: Uint8Array, at: number): boolean {
  for (let channel = at; channel < at + 3; channel++) {
    if (Math.abs((before[channel] ?? 0) - (after[channel] ?? 0)) > COLOUR_TOLERANCE) return true;
  }
  return false;
}

function outsideOf(
  boxes: readonly FractionBox[],
  { widthPx, heightPx }: PagePicture,
): (x: number, y: number) => boolean {
  const parts = boxes.map((box) => ({
    left: box.x * widthPx - MARGIN_PX,
    top: box.y * heightPx - MARGIN_PX,
    right: (box.x + box.width) * widthPx + MARGIN_PX,
    bottom: (box.y + box.height) * heightPx + MARGIN_PX,
  }));
  return (x, y) =>
    !parts.some(({ left, top, right, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
}
