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
  const [before, after] = [lettersOf(was.texts), lettersOf(is.texts)];
  const lost = missingIn(after, before, boxes);
  if (lost !== '') return `lost “${lost}”`;
  const found = missingIn(before, after, boxes);
  return found === '' ? null : `has what nobody wrote: “${found}”`;
}

interface Letter {
  readonly letter: string;
  readonly x: number;
  readonly y: number;
  /** How far from there it may be: anywhere in its word, which may run up or aslant. */
  readonly reach: number;
}

/**
 * Of the page. How letters are put together to words depends on what stands beside them, and where in its word one is can
 * only be guessed; that it is drawn where it was, the pictures tell.
 */
const SAME_PLACE = 0.02;

/** Letters and digits alone, each in about its place: how spaces and signs are read depends on neighbours too. */
function lettersOf(texts: readonly SeenText[]): Letter[] {
  return texts.flatMap(({ text, box }) => {
    const letters = [...text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')];
    const step = box.width / Math.max(1, letters.length);
    const reach = Math.max(SAME_PLACE, box.width / 2, box.height / 2);
    const y = box.y + box.height / 2;
    return letters.map((letter, index) => ({ letter, x: box.x + (index + 0.5) * step, y, reach }));
  });
}

const MOST_SHOWN_LETTERS = 80;

/** The letters `among` lacks of those `wanted` away from the boxes. */
function missingIn(
  among: readonly Letter[],
  wanted: readonly Letter[],
  boxes: readonly FractionBox[],
): string {
  const free = new Map<string, Letter[]>();
  for (const one of among) {
    const same = free.get(one.letter);
    if (same) same.push(one);
    else free.set(one.letter, [one]);
  }
  // Those near a box are left out first: what a field says must not stand for a letter of the page.
  const counted = wanted.filter((one) => !boxes.some((box) => isNear(one, box)));
  const missing = counted.filter((one) => {
    const same = free.get(one.letter) ?? [];
    const nearest = nearestOf(same, one);
    if (nearest < 0) return true;
    same.splice(nearest, 1);
    return false;
  });
  return missing
    .slice(0, MOST_SHOWN_LETTERS)
    .map(({ letter }) => letter)
    .join('');
}

/** By its place in the list; -1 when none is in reach. */
function nearestOf(letters: readonly Letter[], { x, y, reach }: Letter): number {
  let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [index, other] of letters.entries()) {
    const distance = Math.max(Math.abs(other.x - x), Math.abs(other.y - y));
    if (distance > Math.max(reach, other.reach) || distance >= least) continue;
    nearest = index;
    least = distance;
  }
  return nearest;
}

const isNear = ({ x, y }: Letter, box: FractionBox): boolean =>
  x > box.x - SAME_PLACE &&
  x < box.x + box.width + SAME_PLACE &&
  y > box.y - SAME_PLACE &&
  y < box.y + box.height + SAME_PLACE;
