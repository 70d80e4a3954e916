import { isChangedIn } from '../../intake/looking/is-changed-in.js';
import type { FieldMark, MarkContent } from '../../pdf/marks.js';
import type { FractionBox } from '../../pdf/page-geometry.js';
import type { SeenPage } from '../viewers/viewer.js';

/** Fields of which nothing is seen, or whose words are not read where they were written: one line each. */
export function findUnseenMarks(before: SeenPage, after: SeenPage, marks: readonly FieldMark[]): string[] {
  return marks.flatMap(({ fieldId, box, content }) => {
    if (!isChangedIn(before.picture, after.picture, box)) return [`nothing is seen of “${fieldId}”`];
    const lost = lettersMissing(textOf(content), after, box);
    return lost === '' ? [] : [`“${fieldId}” is read without “${lost}”`];
  });
}

function textOf(content: MarkContent): string {
  if (content.kind === 'text') return content.text;
  if (content.kind === 'typed-signature') return `${content.text} ${content.caption ?? ''}`;
  return content.kind === 'drawn-signature' ? (content.caption ?? '') : '';
}

/** Letters and digits that stand nowhere in the box, each as often as it was written; how they form words differs. */
function lettersMissing(written: string, { texts }: SeenPage, box: FractionBox): string {
  const there = lettersOf(texts.flatMap(({ text, box: place }) => (meet(place, box) ? text : [])).join(''));
  return lettersOf(written)
    .filter((letter) => {
      const at = there.indexOf(letter);
      if (at >= 0) there.splice(at, 1);
      return at < 0;
    })
    .join('');
}

const lettersOf = (text: string): string[] => [...text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')];

const meet = (a: FractionBox, b: FractionBox): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
