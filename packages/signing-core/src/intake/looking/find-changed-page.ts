import type { FieldMark } from '../../pdf/marks.js';
import { findDifference } from './find-difference.js';
import { drawWithoutLargePictures } from './large-pictures.js';
import type { LookBudget } from './look-budget.js';
import type { OpenPages, ViewedDocument } from './page-viewer.js';

/** Fields of a few points have to be seen apart from what is beside them. */
const WIDTH_PX = 480;

export interface ChangedPage {
  readonly pageIndex: number;
  readonly reason: string;
}

/**
 * The first page with fields that shows something else outside of them once it is filled in and sealed; null when none
 * does. Pages without fields keep their objects byte for byte.
 */
export async function findChangedPage(
  files: { readonly frozen: Uint8Array; readonly sealed: Uint8Array; readonly marks: readonly FieldMark[] },
  openPages: OpenPages,
  budget: LookBudget,
): Promise<ChangedPage | null> {
  const [before, after] = [await openPages(files.frozen), await openPages(files.sealed)];
  try {
    if (!before || !after || before.pageCount !== after.pageCount) {
      return { pageIndex: 0, reason: 'Another PDF reader cannot read it once it is sealed.' };
    }
    for (const pageIndex of [...new Set(files.marks.map((mark) => mark.pageIndex))]) {
      const boxes = files.marks.filter((mark) => mark.pageIndex === pageIndex).map(({ box }) => box);
      if (isChanged(before, after, { pageIndex, boxes }, budget)) {
        return { pageIndex, reason: 'It looks different outside of its fields once they are filled in.' };
      }
    }
    return null;
  } finally {
    before?.close();
    after?.close();
  }
}

function isChanged(
  before: ViewedDocument,
  after: ViewedDocument,
  { pageIndex, boxes }: { readonly pageIndex: number; readonly boxes: readonly FieldMark['box'][] },
  budget: LookBudget,
): boolean {
  // Known to be costly from the upload's other look: the rehearsal at send draws it, and nobody waits for that one.
  if (budget.isCostly(pageIndex, 'all-but-large-pictures')) return false;
  // Twice the time it took before; a page seen for the first time is tried.
  if (!budget.allows(pageIndex, 2)) return false;
  const pair = [before, after] as const;
  // What is sealed begins with the frozen bytes: a picture packed alike is the same picture.
  const [shown, filled] =
    drawWithoutLargePictures(pair, pageIndex, WIDTH_PX, budget) ??
    pair.map((document) => budget.draw(document, pageIndex, WIDTH_PX));
  if (!shown || !filled) return !budget.isOver;
  return findDifference(shown, filled, boxes) !== null;
}
