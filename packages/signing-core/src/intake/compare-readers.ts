import { SigningError } from '../errors.js';
import type { ViewedDocument } from './page-viewer.js';
import type { Taking } from './taking.js';

/** Time for looking at the pages: one that never ends is found now, not when a signer opens it. */
const LOOK_BUDGET_MS = 2_500;
const LOOK_WIDTH_PX = 64;
const ASPECT_TOLERANCE = 0.01;

/**
 * A second program has to see the pages we see, and in the file that is to be frozen what it saw in the upload. Throws
 * `pdf-damaged`.
 */
export async function compareReaders(taking: Taking): Promise<void> {
  if (!taking.tools) return;
  const frozen = await taking.tools.openPages(taking.bytes);
  if (!frozen) throw disagreement();
  try {
    if (!showsTheSame(frozen, taking)) throw disagreement();
    if (taking.bytes !== taking.pdf && !(await looksLike(frozen, taking))) throw disagreement();
  } finally {
    frozen.close();
  }
}

/** Normalising must not change what people see. Media that was taken out leaves a hole where it was. */
async function looksLike(frozen: ViewedDocument, { pdf, reasons, pages, tools }: Taking): Promise<boolean> {
  if (reasons.some(({ code }) => code === 'pdf-active-content')) return true;
  const original = await tools?.openPages(pdf);
  if (!original) return false;
  try {
    const endMs = Date.now() + LOOK_BUDGET_MS;
    for (let index = 0; index < pages.length && Date.now() < endMs; index++) {
      const [before, after] = [original, frozen].map((file) => file.render(index, LOOK_WIDTH_PX)?.rgba);
      if (!before || !after || Buffer.compare(before, after) !== 0) return false;
    }
    return true;
  } finally {
    original.close();
  }
}

/** Fields are placed in our geometry and seen in the other's: count and shape of the pages must be the same in both. */
function showsTheSame(document: ViewedDocument, { pages }: Taking): boolean {
  if (document.pageCount !== pages.length) return false;
  const endMs = Date.now() + LOOK_BUDGET_MS;
  for (const [index, { widthPt, heightPt }] of pages.entries()) {
    if (Date.now() > endMs) return true;
    const aspect = document.aspectOf(index);
    if (aspect === null || Math.abs((aspect * widthPt) / heightPt - 1) > ASPECT_TOLERANCE) return false;
    if (!document.render(index, LOOK_WIDTH_PX)) return false;
  }
  return true;
}

function disagreement(): SigningError {
  return new SigningError(
    'pdf-damaged',
    'Two PDF readers do not agree on this file. Print it to a new PDF and use that copy.',
  );
}
