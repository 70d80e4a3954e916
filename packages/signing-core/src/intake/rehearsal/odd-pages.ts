import { visiblePage } from '../../pdf/page-geometry.js';
import type { Page } from '../../pdf/page-tree.js';

/** Beyond so many kinds of page the next one tells nothing new. */
const MOST_PAGES = 12;
const SIZE_STEP_PT = 10;

/**
 * The first page, the last, and one of each kind between: turned, cropped, scaled or of another size. At most twelve, in
 * reading order.
 */
export function oddPages(pages: Iterable<Page>): number[] {
  const firstOfKind = new Map<string, number>();
  let lastIndex = -1;
  for (const page of pages) {
    lastIndex += 1;
    const kind = kindOf(page);
    if (!firstOfKind.has(kind)) firstOfKind.set(kind, lastIndex);
  }
  const chosen = [...firstOfKind.values()].slice(0, MOST_PAGES - 1);
  return [...new Set([...chosen, lastIndex])].filter((index) => index >= 0).sort((a, b) => a - b);
}

function kindOf(page: Page): string {
  const { widthPt, heightPt } = visiblePage(page);
  const size = [widthPt, heightPt].map((side) => Math.round(side / SIZE_STEP_PT));
  const { left = 0, bottom = 0 } = page.cropBox ?? page.mediaBox ?? {};
  return [page.rotate, page.userUnit, page.cropBox !== null, left !== 0, bottom !== 0, ...size].join(' ');
}
