import { SigningError } from '../errors.js';

const HEADER = '%PDF-';
/** Readers look for a header that begins within so many bytes (ISO 32000-1, implementation note 13). */
export const HEADER_WINDOW_BYTES = 1024 + HEADER.length;
/** Where the end of a PDF is looked for. */
const TAIL_BYTES = 1024;

/** Magic numbers of what people upload by mistake. */
const OTHER_TYPES: readonly (readonly [magic: string, description: string])[] = [
  ['PK\u0003\u0004', 'a ZIP or Office file'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Office file'],
  ['\u0089PNG', 'a PNG image'],
  ['\u00ff\u00d8\u00ff', 'a JPEG image'],
  ['{\\rtf', 'an RTF file'],
  ['<', 'a web page or XML file'],
];

/** Throws `pdf-empty`, `pdf-not-a-pdf`: judged by content, never by a name. */
export function checkFileType(bytes: Uint8Array): void {
  if (bytes.length === 0)
    throw new SigningError('pdf-empty', 'This file is empty. Check the original and upload it again.');
  const head = Buffer.from(bytes.subarray(0, HEADER_WINDOW_BYTES)).toString('latin1');
  if (!head.includes(HEADER) && !lacksOnlyItsHeader(bytes)) {
    const known = OTHER_TYPES.find(([magic]) => head.startsWith(magic));
    const what = known ? `This is ${known[1]}, not a PDF` : 'This file is not a PDF';
    throw new SigningError('pdf-not-a-pdf', `${what}. Save or print it as a PDF and upload that.`);
  }
}

/** A PDF in all but its first line, which begins with something else than it should: `%PFD-1.4`. */
export function lacksOnlyItsHeader(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, HEADER_WINDOW_BYTES)).toString('latin1');
  const tail = Buffer.from(bytes.subarray(-TAIL_BYTES)).toString('latin1');
  return (
    !head.includes(HEADER) && /^(%|\d+ \d+ obj\b)/.test(head) && /\bstartxref\s+\d+\s+%%EOF\s*$/.test(tail)
  );
}
