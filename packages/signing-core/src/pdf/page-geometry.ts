import { SigningError } from '../errors.js';
import type { Page, Rectangle } from './page-tree.js';

/** Fractions of the visible page, origin top left, y downwards. The only coordinates other rooms know. */
export interface FractionBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** `[a b c d e f]` of ISO 32000-2 § 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number];

export interface PlacedBox {
  /** Maps a space whose origin is the box's lower left corner, upright as the reader sees it, to the page. */
  readonly matrix: Matrix;
  /** In points as seen: after `UserUnit`, along the reader's axes. */
  readonly widthPt: number;
  readonly heightPt: number;
}

export interface VisiblePage {
  readonly widthPt: number;
  readonly heightPt: number;
  place(box: FractionBox): PlacedBox;
  /** The part of a rectangle of the page's own space that is seen; null when nothing of it is. */
  locate(rectangle: Rectangle): FractionBox | null;
}

/** Implementation limit of ISO 32000-1 Annex C, which viewers still apply to a page's sides. */
const MAX_SIDE_UNITS = 14_400;
/** A page on which no field could be seen. */
const MIN_SIDE_UNITS = 3;

/**
 * The page as a reader shows it: crop box inside media box, turned clockwise by `/Rotate`, scaled by
 * `/UserUnit`. Throws `pdf-page-box-invalid`.
 */
export function visiblePage(page: Page): VisiblePage {
  const box = visibleBox(page);
  const turns = quarterTurns(page.rotate);
  const unit = page.userUnit;
  const width = (box.right - box.left) * unit;
  const height = (box.top - box.bottom) * unit;
  const [widthPt, heightPt] = turns % 2 === 0 ? [width, height] : [height, width];
  return {
    widthPt,
    heightPt,
    place: (fractions) => {
      const boxWidthPt = fractions.width * widthPt;
      const boxHeightPt = fractions.height * heightPt;
      const fromLeft = fractions.x * widthPt;
      const fromBottom = heightPt - (fractions.y + fractions.height) * heightPt;
      return {
        matrix: turnedMatrix(box, turns, unit, fromLeft, fromBottom),
        widthPt: boxWidthPt,
        heightPt: boxHeightPt,
      };
    },
    locate: (rectangle) => {
      const part = intersect(box, rectangle);
      if (!(part.right > part.left && part.top > part.bottom)) return null;
      return turnedBox(box, turns, part);
    },
  };
}

/** The reverse of `place` for a rectangle inside the box: fractions along the reader's axes. */
function turnedBox(box: Rectangle, turns: number, part: Rectangle): FractionBox {
  const [wide, high] = [box.right - box.left, box.top - box.bottom];
  const fromLeft = (part.left - box.left) / wide;
  const fromRight = (box.right - part.right) / wide;
  const fromTop = (box.top - part.top) / high;
  const fromBottom = (part.bottom - box.bottom) / high;
  const along = (part.right - part.left) / wide;
  const up = (part.top - part.bottom) / high;
  if (turns === 1) return { x: fromBottom, y: fromLeft, width: up, height: along };
  if (turns === 2) return { x: fromRight, y: fromBottom, width: along, height: up };
  if (turns === 3) return { x: fromTop, y: fromRight, width: up, height: along };
  return { x: fromLeft, y: fromTop, width: along, height: up };
}

/** Where the seen point (`x` right, `y` up from the seen lower left corner, in points) lies, and its axes. */
function turnedMatrix(box: Rectangle, turns: number, unit: number, x: number, y: number): Matrix {
  const s = 1 / unit;
  if (turns === 1) return [0, s, -s, 0, box.right - y * s, box.bottom + x * s];
  if (turns === 2) return [-s, 0, 0, -s, box.right - x * s, box.top - y * s];
  if (turns === 3) return [0, -s, s, 0, box.left + y * s, box.top - x * s];
  return [s, 0, 0, s, box.left + x * s, box.bottom + y * s];
}

/** Clockwise quarter turns, 0 to 3; `/Rotate` may be negative or beyond 360. Odd angles count as none, as in viewers. */
function quarterTurns(rotate: number): number {
  const turns = rotate / 90;
  return Number.isInteger(turns) ? ((turns % 4) + 4) % 4 : 0;
}

function visibleBox(page: Page): Rectangle {
  const media = page.mediaBox;
  if (!media || !(page.userUnit > 0)) throw pageBoxInvalid();
  const crop = page.cropBox ? intersect(media, page.cropBox) : media;
  // A crop box beside the media box shows nothing; viewers fall back to the media box.
  const box = crop.right > crop.left && crop.top > crop.bottom ? crop : media;
  const sides = [box.right - box.left, box.top - box.bottom];
  if (sides.some((side) => !(side >= MIN_SIDE_UNITS) || side > MAX_SIDE_UNITS)) throw pageBoxInvalid();
  return box;
}

const intersect = (a: Rectangle, b: Rectangle): Rectangle => ({
  left: Math.max(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.min(a.right, b.right),
  top: Math.min(a.top, b.top),
});

function pageBoxInvalid(): SigningError {
  return new SigningError(
    'pdf-page-box-invalid',
    'A page of this PDF has no usable size (empty, too small, or larger than 14,400 units). Print it to a normal page size and use that.',
  );
}
