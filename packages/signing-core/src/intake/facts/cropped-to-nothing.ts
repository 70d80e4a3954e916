import type { PdfValue } from '../../pdf/objects.js';
import { type Page, type Rectangle, walkPages } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** Whether a page asks to be cropped to a part it does not have: some programs then show all of it, others nothing. */
export function isCroppedToNothing({ cropBox, mediaBox }: Page): boolean {
  if (!cropBox || !mediaBox) return false;
  return (
    cropBox.right <= mediaBox.left ||
    cropBox.left >= mediaBox.right ||
    cropBox.top <= mediaBox.bottom ||
    cropBox.bottom >= mediaBox.top
  );
}

/** The whole of each such page, by the number of its object. Empty when the pages cannot be read: others say so. */
export function findCroppedToNothing(reader: PdfReader): ReadonlyMap<number, PdfValue[]> {
  const whole = new Map<number, PdfValue[]>();
  try {
    for (const page of walkPages(reader))
      if (page.mediaBox && isCroppedToNothing(page))
        whole.set(page.reference.objectNumber, sidesOf(page.mediaBox));
    return whole;
  } catch {
    return new Map();
  }
}

const sidesOf = ({ left, bottom, right, top }: Rectangle): PdfValue[] => [left, bottom, right, top];
