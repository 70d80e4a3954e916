import type { FractionBox } from '../../pdf/page-geometry.js';
import type { PagePicture } from './page-viewer.js';

/** Of 255, in one colour: a thin line of print, drawn small. */
const LEAST_CHANGE = 16;

/** Whether anything in that part of the page looks different in two pictures of the same size. */
export function isChangedIn(before: PagePicture, after: PagePicture, box: FractionBox): boolean {
  const { widthPx, heightPx } = after;
  const [left, right] = [Math.floor(box.x * widthPx), Math.ceil((box.x + box.width) * widthPx)];
  const [top, bottom] = [Math.floor(box.y * heightPx), Math.ceil((box.y + box.height) * heightPx)];
  for (let y = Math.max(top, 0); y < Math.min(bottom, heightPx); y++) {
    const [from, to] = [Math.max(left, 0), Math.min(right, widthPx)].map((x) => (y * widthPx + x) * 4);
    for (let at = from ?? 0; at < (to ?? 0); at++)
      if (Math.abs((after.rgba[at] ?? 0) - (before.rgba[at] ?? 0)) >= LEAST_CHANGE) return true;
  }
  return false;
}
