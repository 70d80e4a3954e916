import { findDifference } from '../intake/looking/find-difference.js';
import type { FieldMark } from '../pdf/marks.js';
import type { FractionBox } from '../pdf/page-geometry.js';
import type { SeenDocument, SeenPage, SeenText, Viewer } from './viewers/viewer.js';

/** A part of a page that may look and read otherwise. */
export interface FreePart {
  readonly pageIndex: number;
  readonly box: FractionBox;
}

/**
 * What a program shows otherwise in a file once it is filled in and sealed: outside of the fields, the pictures have to be
 * the same, and every letter has to be in its place and no other be there. One line for each page that differs, and for
 * each complaint it did not have before.
 */
export async function compareViews(
  viewer: Viewer,
  { frozen, sealed, marks }: { frozen: Uint8Array; sealed: Uint8Array; marks: readonly FieldMark[] },
): Promise<string[]> {
  const pageIndexes = [...new Set(marks.map(({ pageIndex }) => pageIndex))];
  const before = await viewer.see(frozen, pageIndexes, frozen);
  const after = await viewer.see(sealed, pageIndexes, frozen);
  return differences(before, after, pageIndexes, marks).map((line) => `${viewer.name}: ${line}`);
}

/** Between two files in the same program: one line for each page that differs outside of the given parts. */
export function differences(
  before: SeenDocument,
  after: SeenDocument,
  pageIndexes: readonly number[],
  free: readonly FreePart[],
): string[] {
  const known = new Set(before.complaints);
  const complaints = after.complaints.filter((complaint) => !known.has(complaint));
  const pages = pageIndexes.flatMap((pageIndex, index) => {
    const [was, is] = [before.pages[index], after.pages[index]];
    const boxes = free.filter((part) => part.pageIndex === pageIndex).map(({ box }) => box);
    const problem = was && is ? differenceOf(was, is, boxes) : 'is not shown';
    return problem === null ? [] : [`page ${pageIndex + 1} ${problem}`];
  });
  return [...pages, ...complaints.map((complaint) => `complains: ${complaint}`)];
}

function differenceOf(was: SeenPage, is: SeenPage, boxes: readonly FractionBox[]): string | null {
  const place = findDifference(was.picture, is.picture, boxes);
  if (place) return `looks different at ${place.x.toFixed(3)}, ${place.y.toFixed(3)}`;
  const [before, after] = [was, is].map(({ texts }) => countOutside(texts, boxes));
  const lost = missingIn(after ?? new Map(), before ?? new Map());
  if (lost !== '') return `lost “${lost}”`;
  const found = missingIn(before ?? new Map(), after ?? new Map());
  return found === '' ? null : `has what nobody wrote: “${found}”`;
}

type Counts = ReadonlyMap<string, number>;

/** Of the page: a word that reaches so near to a field may be read together with it. */
const NEAR = 0.015;

/** How often each text stands in each place, letters and digits alone: how spaces and signs are read depends on neighbours. */
function countOutside(texts: readonly SeenText[], boxes: readonly FractionBox[]): Counts {
  const counts = new Map<string, number>();
  for (const { text, box } of texts) {
    const letters = text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
    if (letters === '' || boxes.some((other) => isNear(box, other))) continue;
    const key = `${letters}\n${[box.x, box.y].map((value) => Math.round(value * 1_000)).join(' ')}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const isNear = (a: FractionBox, b: FractionBox): boolean =>
  a.x < b.x + b.width + NEAR &&
  b.x < a.x + a.width + NEAR &&
  a.y < b.y + b.height + NEAR &&
  b.y < a.y + a.height + NEAR;

const MOST_SHOWN_CHARACTERS = 80;

/** The texts `among` lacks of `wanted`, shortened. */
function missingIn(among: Counts, wanted: Counts): string {
  return [...wanted]
    .flatMap(([key, count]) => Array<string>(Math.max(0, count - (among.get(key) ?? 0))).fill(key))
    .map((key) => key.split('\n')[0])
    .join(' ')
    .slice(0, MOST_SHOWN_CHARACTERS);
}
