import { findDifference } from '../intake/looking/find-difference.js';
import type { FieldMark } from '../pdf/marks.js';
import type { SeenPage, Viewer } from './viewers.js';

/**
 * What a program shows otherwise in a file once it is filled in and sealed: outside of the fields the pictures have to be
 * the same, and of the text only what the fields say may be new. One line for each page that differs.
 */
export async function compareViews(
  viewer: Viewer,
  { frozen, sealed, marks }: { frozen: Uint8Array; sealed: Uint8Array; marks: readonly FieldMark[] },
): Promise<string[]> {
  const pageIndexes = [...new Set(marks.map(({ pageIndex }) => pageIndex))];
  const [before, after] = [await viewer.see(frozen, pageIndexes), await viewer.see(sealed, pageIndexes)];
  return pageIndexes.flatMap((pageIndex, index) => {
    const ofPage = marks.filter((mark) => mark.pageIndex === pageIndex);
    const [was, is] = [before[index], after[index]];
    const problem = was && is ? differenceOf(was, is, ofPage) : 'is not shown';
    return problem === null ? [] : [`${viewer.name}: page ${pageIndex + 1} ${problem}`];
  });
}

function differenceOf(was: SeenPage, is: SeenPage, marks: readonly FieldMark[]): string | null {
  const boxes = marks.map(({ box }) => box);
  const place = findDifference(was.picture, is.picture, boxes);
  if (place) return `looks different at ${place.x.toFixed(3)}, ${place.y.toFixed(3)}`;
  const { lost, found } = compareLetters(was.text, is.text);
  if (lost !== '') return `lost the letters “${lost}”`;
  const expected = marks.map(({ content }) => textOf(content)).join('');
  const surplus = compareLetters(expected, found);
  return surplus.found === '' ? null : `has letters nobody wrote: “${surplus.found}”`;
}

/** What fields say, as far as it is text. */
function textOf(content: FieldMark['content']): string {
  if (content.kind === 'text') return content.text;
  if (content.kind === 'typed-signature') return `${content.text}${content.caption ?? ''}`;
  return content.kind === 'drawn-signature' ? (content.caption ?? '') : '';
}

/** Letters in any order: where a field stands over text, programs read both in the order they like. */
function compareLetters(before: string, after: string): { lost: string; found: string } {
  const counts = new Map<string, number>();
  for (const letter of lettersOf(after)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  for (const letter of lettersOf(before)) counts.set(letter, (counts.get(letter) ?? 0) - 1);
  const repeat = (sign: 1 | -1) =>
    [...counts].map(([letter, count]) => letter.repeat(Math.max(0, count * sign))).join('');
  return { lost: repeat(-1), found: repeat(1) };
}

/** Letters and digits alone: spaces, hyphens and signs for unknown glyphs come and go with the layout. */
const lettersOf = (text: string): string[] => [...text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')];
