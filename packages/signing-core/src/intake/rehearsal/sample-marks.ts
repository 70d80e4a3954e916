import type { FieldMark, MarkContent } from '../../pdf/marks.js';
import { walkPages } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { oddPages } from './odd-pages.js';

const STROKES = [[0.1, 0.6, 0.4, 0.2, 0.9, 0.7]];

/** One of everything a field can show. A new kind of content does not compile until it is rehearsed too. */
const SAMPLES = {
  text: [
    { kind: 'text', text: 'Rehearsal' },
    { kind: 'text', text: 'Rehearsal\nof several lines', multiline: true },
    { kind: 'text', text: '20301231', cells: 8 },
  ],
  checkbox: [
    { kind: 'checkbox', checked: true },
    { kind: 'checkbox', checked: false },
  ],
  radio: [
    { kind: 'radio', chosen: true },
    { kind: 'radio', chosen: false },
  ],
  'typed-signature': [{ kind: 'typed-signature', text: 'Rehearsal', caption: 'Rehearsal' }],
  'drawn-signature': [{ kind: 'drawn-signature', strokes: STROKES, aspect: 3, caption: 'Rehearsal' }],
} as const satisfies Record<MarkContent['kind'], readonly MarkContent[]>;

const CONTENTS: readonly MarkContent[] = Object.values(SAMPLES).flat();
/** The page is divided into rows from top to bottom, and a box fills most of one. */
const ROW = 1 / (CONTENTS.length + 1);
const BOX_HEIGHT = ROW * 0.7;

/** Every kind of field content on the first, the last and the odd pages. */
export function sampleMarks(reader: PdfReader): FieldMark[] {
  return oddPages(walkPages(reader)).flatMap((pageIndex) =>
    CONTENTS.map((content, row) => ({
      fieldId: `rehearsal-${pageIndex}-${row}`,
      pageIndex,
      box: { x: 0.1 + (row % 2) * 0.4, y: ROW * (row + 0.5), width: 0.4, height: BOX_HEIGHT },
      content,
    })),
  );
}
