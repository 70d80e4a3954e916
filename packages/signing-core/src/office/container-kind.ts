import { isHeic } from '../intake/source-format.js';

/** What another program could turn into a PDF, by its first bytes alone. */
export type ContainerKind = 'zip' | 'compound' | 'rtf' | 'heic';

const MARKS: readonly (readonly [ContainerKind, string])[] = [
  ['zip', 'PK\x03\x04'],
  ['compound', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['rtf', '{\\rtf'],
];
/** As far as readers look for the header of a PDF: what has one is taken as a PDF. */
const HEADER_WINDOW_BYTES = 1024;

/** By content, never by a name. Null for everything that is not converted, PDFs and pictures among them. */
export function containerKindOf(bytes: Uint8Array): ContainerKind | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_WINDOW_BYTES));
  const start = head.toString('latin1', 0, 8);
  const kind = MARKS.find(([, mark]) => start.startsWith(mark))?.[0] ?? (isHeic(bytes) ? 'heic' : null);
  return kind !== null && head.includes('%PDF-') ? null : kind;
}
