import { oddPages } from '../../intake/rehearsal/odd-pages.js';
import type { FieldMark, MarkContent } from '../../pdf/marks.js';
import { walkPages } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

const STROKES = [
  [0.05, 0.7, 0.2, 0.2, 0.35, 0.8, 0.5, 0.3],
  [0.55, 0.5, 0.95, 0.5],
];

/** Every kind of field a sender can place, filled in in every way a signer can. */
const FIELD_KINDS: Readonly<Record<string, MarkContent>> = {
  'signature, typed': {
    kind: 'typed-signature',
    text: 'Zoë Ångström',
    caption: 'Zoë Ångström · 2030-01-01 00:00 UTC',
  },
  'signature, drawn': {
    kind: 'drawn-signature',
    strokes: STROKES,
    aspect: 3,
    caption: '山田 · 2030-01-01 00:00 UTC',
  },
  'initials, typed': { kind: 'typed-signature', text: 'ZÅ' },
  'initials, drawn': { kind: 'drawn-signature', strokes: STROKES, aspect: 1.5 },
  name: { kind: 'text', text: 'Дмитрий Łukasz Özgür' },
  date: { kind: 'text', text: '2030-01-01' },
  text: { kind: 'text', text: 'نص قصير (42)', multiline: false },
  'text, several lines': {
    kind: 'text',
    text: 'First line\nand a second one that is longer',
    multiline: true,
  },
  'text, comb': { kind: 'text', text: 'CH9300762', cells: 12 },
  dropdown: { kind: 'text', text: 'Dark blue' },
  'checkbox, ticked': { kind: 'checkbox', checked: true },
  'checkbox, empty': { kind: 'checkbox', checked: false },
  'radio, chosen': { kind: 'radio', chosen: true },
  'radio, other': { kind: 'radio', chosen: false },
};

const CONTENTS = Object.entries(FIELD_KINDS);
const COLUMNS = 2;
const ROWS = Math.ceil(CONTENTS.length / COLUMNS);

/** Fields of every kind on the first, the middle and the last page and one of each odd kind, at most `mostPages` of them. */
export function marksOfEveryKind(reader: PdfReader, mostPages: number): FieldMark[] {
  return pagesToTry(reader, mostPages).flatMap((pageIndex) =>
    CONTENTS.map(([kind, content], index) => {
      const [column, row] = [index % COLUMNS, Math.floor(index / COLUMNS)];
      // Most of the page stays free, where it is compared.
      const box = { x: 0.1 + column * 0.5, y: (row + 0.3) / ROWS, width: 0.3, height: 0.45 / ROWS };
      return { fieldId: `${kind} ${pageIndex}`, pageIndex, box, content };
    }),
  );
}

function pagesToTry(reader: PdfReader, mostPages: number): number[] {
  const pages = [...walkPages(reader)];
  const last = pages.length - 1;
  const wanted = [0, last, Math.floor(last / 2), ...oddPages(pages)];
  return [...new Set(wanted)].slice(0, mostPages).sort((a, b) => a - b);
}
