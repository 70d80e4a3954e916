import type { LookBudget } from './look-budget.js';
import type { DrawnPage, ViewedDocument } from './page-viewer.js';

/**
 * A page of two documents without its large pictures. Null when they are not the same in both, or the time is over: then
 * all of the page has to be seen.
 */
export function drawWithoutLargePictures(
  [first, second]: readonly [ViewedDocument, ViewedDocument],
  pageIndex: number,
  widthPx: number,
  budget: LookBudget,
): readonly [DrawnPage, DrawnPage] | null {
  const one = budget.draw(first, pageIndex, widthPx, 'all-but-large-pictures');
  const other = one && budget.draw(second, pageIndex, widthPx, 'all-but-large-pictures');
  return one && other && one.large === other.large ? [one, other] : null;
}
