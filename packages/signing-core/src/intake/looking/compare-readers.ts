import { SigningError } from '../../errors.js';
import type { Taking } from '../taking.js';
import { findDifference } from './find-difference.js';
import { LookBudget, spreadPages } from './look-budget.js';
import type { ViewedDocument } from './page-viewer.js';

/** Leaves time to rehearse afterwards. */
const MOST_MS = 4_000;
const MS_LEFT_FOR_REHEARSAL = 4_500;
/** Enough to see whether a page can be drawn at all. */
const GLANCE_WIDTH_PX = 64;
/** A line of ordinary text is four pixels high. */
const COMPARED_WIDTH_PX = 240;
const ASPECT_TOLERANCE = 0.01;

/**
 * A second program has to see the pages we see, and in the file that is to be frozen what it saw in the one that came.
 * Throws `pdf-damaged`, `pdf-too-complex`.
 */
export async function compareReaders(taking: Taking): Promise<void> {
  const { tools, pdf, bytes } = taking;
  if (!tools) return;
  const { clock, endsAtMs } = tools;
  const end = Math.min(clock.nowMs() + MOST_MS, endsAtMs - MS_LEFT_FOR_REHEARSAL);
  const budget = new LookBudget(clock, end);
  const frozen = await tools.openPages(bytes);
  if (!frozen) throw disagreement();
  try {
    assertSameShapes(frozen, taking.pages);
    if (bytes === pdf) glance(frozen, budget);
    else await compareWithUpload(frozen, taking, budget);
  } finally {
    frozen.close();
  }
}

/** Fields are placed in our geometry and seen in the other's: count and shape of the pages must be the same in both. */
function assertSameShapes(document: ViewedDocument, pages: Taking['pages']): void {
  if (document.pageCount !== pages.length) throw disagreement();
  for (const [index, { widthPt, heightPt }] of pages.entries()) {
    const aspect = document.aspectOf(index);
    if (aspect === null || Math.abs((aspect * widthPt) / heightPt - 1) > ASPECT_TOLERANCE) {
      throw disagreement();
    }
  }
}

/** A page that takes seconds to draw is found now, not when a signer opens it. */
function glance(document: ViewedDocument, budget: LookBudget): void {
  for (const index of spreadPages(document.pageCount)) {
    if (budget.isOver) return;
    if (!budget.draw(document, index, GLANCE_WIDTH_PX) && !budget.isOver) throw disagreement();
  }
}

/** Normalising must not change what people see, but where media were taken out and form fields had no look of their own. */
async function compareWithUpload(frozen: ViewedDocument, taking: Taking, budget: LookBudget): Promise<void> {
  const original = await taking.tools?.openPages(taking.pdf);
  if (!original) throw disagreement();
  try {
    for (const index of spreadPages(frozen.pageCount)) {
      if (!budget.allows(index, 1)) return;
      const after = budget.draw(frozen, index, COMPARED_WIDTH_PX);
      // Its first drawing tells what the second will cost.
      const before = budget.allows(index, 1) ? budget.draw(original, index, COMPARED_WIDTH_PX) : null;
      if (!before || !after) {
        if (budget.isOver || !budget.allows(index, 1)) continue;
        throw disagreement();
      }
      const redrawn = taking.redrawn.filter(({ pageIndex }) => pageIndex === index).map(({ box }) => box);
      if (findDifference(before, after, [...original.mediaAreas(index), ...redrawn]))
        throw looksDifferent(index + 1);
    }
  } finally {
    original.close();
  }
}

function disagreement(): SigningError {
  return new SigningError(
    'pdf-damaged',
    'Two PDF readers do not agree on this file. Print it to a new PDF and use that copy.',
  );
}

function looksDifferent(pageNumber: number): SigningError {
  return new SigningError(
    'pdf-damaged',
    `Page ${pageNumber.toLocaleString('en')} of this PDF would look different once it is made ready for signing. Print it to a new PDF and use that copy.`,
  );
}
