import { SigningError } from '../../errors.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { DocumentCopy } from '../normalise/document-copy.js';
import type { IntakeTools, Taking } from '../taking.js';
import { findDifference } from './find-difference.js';
import { drawWithoutLargePictures } from './large-pictures.js';
import { leaveOutMissing } from './leave-out-missing.js';
import { type LookBudget, spreadPages } from './look-budget.js';
import type { DrawnPage, ViewedDocument } from './page-viewer.js';

/** Leaves time to rehearse afterwards. */
const MOST_MS = 4_000;
const MS_LEFT_FOR_REHEARSAL = 4_500;
/** A line of ordinary text is four pixels high. */
const COMPARED_WIDTH_PX = 240;
const ASPECT_TOLERANCE = 0.01;

/**
 * A second program has to see the pages we see. Of a file that was changed it has to see what it saw in the one that came;
 * of one that was not, what it sees when we write out what we read: an object that only one of the two finds would be
 * shown to some and not to others. Of one that could not be read as it came, programs find different parts: the sender is told
 * to look at every page of what was found, which is then read alike by all. Throws `pdf-damaged`, `pdf-too-complex`.
 *
 * @param writeUpload writes the upload out as it was read, where somebody has read it
 */
export async function compareReaders(
  taking: Taking,
  wholeBudget: LookBudget | null,
  writeUpload: (() => Uint8Array) | null = null,
): Promise<void> {
  const { tools, bytes } = taking;
  if (!tools || !wholeBudget) return;
  const { clock, endsAtMs } = tools;
  const budget = wholeBudget.until(Math.min(clock.nowMs() + MOST_MS, endsAtMs - MS_LEFT_FOR_REHEARSAL));
  const frozen = await tools.openPages(bytes);
  const other = await openOther(taking, tools, writeUpload);
  try {
    if (!frozen || !other || (await hasMorePages(taking))) throw disagreement();
    assertSameShapes(frozen, taking.pages);
    comparePages(frozen, other, taking, budget);
  } finally {
    frozen?.close();
    other?.close();
  }
}

async function openOther(
  taking: Taking,
  { openPages }: IntakeTools,
  writeUpload: (() => Uint8Array) | null,
): Promise<ViewedDocument | null> {
  const { pdf, bytes, pages } = taking;
  const asRead = async () => await openPages(writeAsRead(bytes));
  if (bytes === pdf && writeUpload) return await openPages(writeUpload());
  if (bytes === pdf || taking.wasUnreadable) return await asRead();
  const original = await openPages(pdf);
  if (!original || !taking.reasons.some(({ code }) => code === 'pdf-pages-missing')) return original;
  const present = leaveOutMissing(original, pages.length);
  if (present.pageCount === pages.length) return present;
  original.close();
  if (present.pageCount > pages.length) throw disagreement();
  // It counts the missing page and does not come to the last one.
  return await asRead();
}

/** Whether pages were lost on the way to a document that can be read. */
async function hasMorePages({ tools, wasUnreadable, pdf, pages }: Taking): Promise<boolean> {
  const original = wasUnreadable ? await tools?.openPages(pdf) : null;
  const pageCount = original?.pageCount ?? 0;
  original?.close();
  return pageCount > pages.length;
}

const writeAsRead = (bytes: Uint8Array): Uint8Array =>
  new DocumentCopy(new PdfReader(bytes), (value) => value).write();

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

/** Where media were taken out and form fields had no look of their own, pages may differ. */
function comparePages(
  frozen: ViewedDocument,
  other: ViewedDocument,
  taking: Taking,
  budget: LookBudget,
): void {
  for (const index of spreadPages(frozen.pageCount)) {
    if (budget.isOver) return;
    const [after, before] = drawBoth(frozen, other, index, budget);
    if (!before || !after) {
      if (budget.allows(index, 1)) throw disagreement();
      continue;
    }
    const redrawn = taking.redrawn.filter(({ pageIndex }) => pageIndex === index).map(({ box }) => box);
    if (!findDifference(before, after, [...other.mediaAreas(index), ...redrawn])) continue;
    throw taking.bytes === taking.pdf ? disagreement() : looksDifferent(index + 1);
  }
}

/** A page that takes long is drawn whole once, to know that it can be; its large pictures are then compared as they are packed. */
function drawBoth(
  frozen: ViewedDocument,
  other: ViewedDocument,
  index: number,
  budget: LookBudget,
): readonly (DrawnPage | null)[] {
  const after = budget.draw(frozen, index, COMPARED_WIDTH_PX);
  if (after && after.large !== '' && budget.isCostly(index)) {
    const quick = drawWithoutLargePictures([frozen, other], index, COMPARED_WIDTH_PX, budget);
    if (quick) return quick;
  }
  // The first drawing tells what the second will cost.
  return [after, budget.allows(index, 1) ? budget.draw(other, index, COMPARED_WIDTH_PX) : null];
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
