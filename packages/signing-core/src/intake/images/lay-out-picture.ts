import type { Picture } from './picture.js';

/** A page with a picture on it, in points, origin bottom left. */
export interface PictureLayout {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const POINTS_PER_INCH = 72;
const A4: Size = { width: 595.28, height: 841.89 };
const LETTER: Size = { width: 612, height: 792 };
/** From A6 to A3 and tabloid: what a scanner calls a page. */
const SCAN_INCHES = { least: 4, most: 17.1 };
/** Below it programs write what they like (72 and 96 mean "a screen"). */
const SCAN_DOTS_PER_INCH = 97;
/** Not longer than two squares: beyond it a page of that shape has no room for a signature. */
const MOST_ELONGATED = 2;
/** Smaller pictures (a logo, a snippet) stay small: blown up to a page they are a blur. */
const PAGE_LONG_SIDE_PX = 800;
const SCREEN_DOTS_PER_INCH = 96;
const MARGIN_PT = 36;
const SAME_SHAPE = 0.015;

/**
 * What people expect: a scan has the size it states; a photograph of a page fills a page of its own shape, as large as
 * fits on A4; what is small or long stands at the top of an A4 page.
 */
export function layOutPicture(picture: Picture): PictureLayout {
  const shown = asShown(picture);
  const scan = scanSize(picture);
  if (scan) return filling(scan);
  const long = Math.max(shown.width, shown.height);
  const short = Math.min(shown.width, shown.height);
  if (long < PAGE_LONG_SIDE_PX || long > short * MOST_ELONGATED) return onPaper(shown);
  const paper = [A4, LETTER]
    .map((sheet) => turnedLike(sheet, shown))
    .find(({ width, height }) => Math.abs((width * shown.height) / (height * shown.width) - 1) < SAME_SHAPE);
  return paper ? filling(paper) : filling(fitInto(turnedLike(A4, shown), shown));
}

const liesOnItsSide = ({ orientation }: Picture): boolean => orientation >= 5;

function asShown(picture: Picture): Size {
  const { widthPx, heightPx } = picture;
  return liesOnItsSide(picture) ? { width: heightPx, height: widthPx } : { width: widthPx, height: heightPx };
}

function scanSize(picture: Picture): Size | null {
  const { widthPx, heightPx, resolution } = picture;
  if (!resolution || Math.min(resolution.x, resolution.y) < SCAN_DOTS_PER_INCH) return null;
  const [across, down] = [widthPx / resolution.x, heightPx / resolution.y];
  const isPage = [across, down].every((inches) => inches >= SCAN_INCHES.least && inches <= SCAN_INCHES.most);
  if (!isPage) return null;
  const [width, height] = liesOnItsSide(picture) ? [down, across] : [across, down];
  return { width: width * POINTS_PER_INCH, height: height * POINTS_PER_INCH };
}

const turnedLike = (sheet: Size, { width, height }: Size): Size =>
  width > height ? { width: sheet.height, height: sheet.width } : sheet;

function fitInto(room: Size, { width, height }: Size): Size {
  const scale = Math.min(room.width / width, room.height / height);
  return { width: width * scale, height: height * scale };
}

function filling({ width, height }: Size): PictureLayout {
  const [widthPt, heightPt] = [inHundredths(width), inHundredths(height)];
  return { widthPt, heightPt, box: { x: 0, y: 0, width: widthPt, height: heightPt } };
}

function onPaper(shown: Size): PictureLayout {
  const { width: widthPt, height: heightPt } = turnedLike(A4, {
    ...shown,
    width: Math.min(shown.width, shown.height),
  });
  const room = { width: widthPt - 2 * MARGIN_PT, height: heightPt - 2 * MARGIN_PT };
  const largest = POINTS_PER_INCH / SCREEN_DOTS_PER_INCH;
  const scale = Math.min(largest, room.width / shown.width, room.height / shown.height);
  const [width, height] = [inHundredths(shown.width * scale), inHundredths(shown.height * scale)];
  const box = {
    x: inHundredths((widthPt - width) / 2),
    y: inHundredths(heightPt - MARGIN_PT - height),
    ...{ width, height },
  };
  return { widthPt, heightPt, box };
}

const inHundredths = (pt: number): number => Math.round(pt * 100) / 100;
