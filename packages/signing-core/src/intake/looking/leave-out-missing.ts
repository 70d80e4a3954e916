import type { ViewedDocument } from './page-viewer.js';

/** Entries that are looked at beyond the pages there should be; a file that lists more of what it does not have is odd. */
const MOST_MISSING = 1_000;

/**
 * The document as if the pages that its tree lists and that are nowhere were not listed.
 *
 * @param expected how many pages there should be
 */
export function leaveOutMissing(document: ViewedDocument, expected: number): ViewedDocument {
  const listed = Array.from({ length: Math.min(document.pageCount, expected + MOST_MISSING) }, (_, at) => at);
  const present = listed.filter((pageIndex) => document.aspectOf(pageIndex) !== null);
  const placeOf = (pageIndex: number): number => present[pageIndex] ?? document.pageCount;
  return {
    pageCount: present.length,
    aspectOf: (pageIndex) => document.aspectOf(placeOf(pageIndex)),
    draw: (pageIndex, ...how) => document.draw(placeOf(pageIndex), ...how),
    text: (pageIndex) => document.text(placeOf(pageIndex)),
    characters: (pageIndex) => document.characters(placeOf(pageIndex)),
    mediaAreas: (pageIndex) => document.mediaAreas(placeOf(pageIndex)),
    close: () => document.close(),
  };
}
