import type { FieldMark } from '../../pdf/marks.js';
import { findDifference } from './find-difference.js';
import { isChangedIn } from './is-changed-in.js';
import { drawWithoutLargePictures } from './large-pictures.js';
import type { LookBudget } from './look-budget.js';
import type { OpenPages, PagePicture, ViewedDocument } from './page-viewer.js';

/** Fields of a few points have to be seen apart from what is beside them. */
const WIDTH_PX = 480;
/** Of a smaller field, on a page as large as a wall, no letter is left to be seen. */
const LEAST_HEIGHT_PX = 4;

export interface ChangedPage {
  readonly pageIndex: number;
  readonly reason: string;
}

export interface FilledDocument {
  readonly frozen: Uint8Array;
  readonly sealed: Uint8Array;
  readonly marks: readonly FieldMark[];
  /** Where somebody placed the fields: what is filled in has to be seen. Samples lie wherever they fall. */
  readonly arePlaced: boolean;
}

/**
 * The first page with fields that shows something else outside of them once it is filled in and sealed, or nothing of what
 * was filled in; null when none does. Pages without fields keep their objects byte for byte.
 */
export async function findChangedPage(
  files: FilledDocument,
  openPages: OpenPages,
  budget: LookBudget,
): Promise<ChangedPage | null> {
  const [before, after] = [await openPages(files.frozen), await openPages(files.sealed)];
  try {
    if (!before || !after || before.pageCount !== after.pageCount) {
      return { pageIndex: 0, reason: 'Another PDF reader cannot read it once it is sealed.' };
    }
    for (const pageIndex of [...new Set(files.marks.map((mark) => mark.pageIndex))]) {
      const marks = files.marks.filter((mark) => mark.pageIndex === pageIndex);
      const reason = reasonOn({ pageIndex, marks, arePlaced: files.arePlaced }, [before, after], budget);
      if (reason !== null) return { pageIndex, reason };
    }
    return null;
  } finally {
    before?.close();
    after?.close();
  }
}

const LOOKS_DIFFERENT = 'It looks different outside of its fields once they are filled in.';
const IS_HIDDEN =
  'What is filled in there could not be seen: a stamp or a comment lies over a field, or the page is as dark as the ink.';

function reasonOn(
  {
    pageIndex,
    marks,
    arePlaced,
  }: Pick<FilledDocument, 'marks' | 'arePlaced'> & { readonly pageIndex: number },
  pair: readonly [ViewedDocument, ViewedDocument],
  budget: LookBudget,
): string | null {
  // Known to be costly from the upload's other look: the rehearsal at send draws it, and nobody waits for that one.
  if (budget.isCostly(pageIndex, 'all-but-large-pictures')) return null;
  // Twice the time it took before; a page seen for the first time is tried.
  if (!budget.allows(pageIndex, 2)) return null;
  // What is sealed begins with the frozen bytes: a picture packed alike is the same picture.
  const [shown, filled] =
    drawWithoutLargePictures(pair, pageIndex, WIDTH_PX, budget) ??
    pair.map((document) => budget.draw(document, pageIndex, WIDTH_PX));
  if (!shown || !filled) return budget.isOver ? null : LOOKS_DIFFERENT;
  const boxes = marks.map(({ box }) => box);
  if (findDifference(shown, filled, boxes) !== null) return LOOKS_DIFFERENT;
  return arePlaced && marks.some((mark) => isHidden(mark, shown, filled)) ? IS_HIDDEN : null;
}

/** Boxes to tick may lie on boxes that are printed there; words must be seen. */
function isHidden({ box, content }: FieldMark, shown: PagePicture, filled: PagePicture): boolean {
  if (content.kind === 'checkbox' || content.kind === 'radio') return false;
  if (content.kind === 'text' && content.text.trim() === '') return false;
  return box.height * filled.heightPx >= LEAST_HEIGHT_PX && !isChangedIn(shown, filled, box);
}
