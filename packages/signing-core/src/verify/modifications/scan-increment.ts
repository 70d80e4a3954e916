import {
  isDigit,
  isKeywordAt,
  isWhitespace,
  type Scanned,
  scanUnsigned,
  skipSpace,
  startsWith,
} from '../../pdf/lexer.js';
import { PdfDict, type PdfObject, type PdfValue } from '../../pdf/objects.js';
import { parseValue } from '../../pdf/parse-object.js';
import { latin1 } from '../../runtime/bytes.js';
import { Doubt } from './doubt.js';

export interface TableRow {
  readonly objectNumber: number;
  readonly isFree: boolean;
}

export interface WrittenObject {
  readonly objectNumber: number;
  readonly generation: number;
  /** Offset of its first digit. */
  readonly start: number;
}

/** What the bytes of one increment really hold, read from front to back and not by its cross-reference. */
export interface WrittenIncrement {
  readonly objects: readonly WrittenObject[];
  /** Offset of the keyword `xref`, null for a cross-reference stream. */
  readonly tableStart: number | null;
  /** In the order the table lists them. */
  readonly tableRows: readonly TableRow[];
  readonly startXref: number;
}

const ROW_BYTES = 20;

type Resolve = (value: PdfValue | undefined) => PdfObject;

/** Longer comments, and comments that carry structure, are not what programs leave behind. */
const MAX_COMMENT_BYTES = 128;

/** Line ends between where a table points and where the object stands. */
const MAX_BLANK_BYTES = 4;

/** Some programs point at the line end before an object or a table, where every reader skips white space. */
export function pointsTo(bytes: Uint8Array, position: number, start: number): boolean {
  const between = bytes.subarray(position, start);
  return position <= start && start - position <= MAX_BLANK_BYTES && between.every(isWhitespace);
}

/**
 * Accounts for every byte of `[start, end)`: objects, one table, `startxref`, the end marker, white space and short
 * comments. Whatever else stands there could become another document for another reader. Throws {@link Doubt}.
 */
export function scanIncrement(
  bytes: Uint8Array,
  start: number,
  end: number,
  resolve: Resolve,
): WrittenIncrement {
  const objects: WrittenObject[] = [];
  let table: Scanned<{ start: number; rows: TableRow[] }> | null = null;
  let startXref: number | null = null;
  for (let at = skipBlank(bytes, start, end); at < end; at = skipBlank(bytes, at, end)) {
    if (isKeywordAt(bytes, at, 'startxref')) {
      const offset = scanUnsigned(bytes, skipSpace(bytes, at + 9));
      if (!offset || startXref !== null) throw new Doubt('Its end is written twice or cannot be read.');
      startXref = offset.value;
      at = offset.end;
    } else if (isKeywordAt(bytes, at, 'xref')) {
      if (table) throw new Doubt('It has two tables of contents.');
      table = scanTable(bytes, at);
      at = table.end;
    } else {
      const object = scanIndirectObject(bytes, at, resolve);
      objects.push(object.value);
      at = object.end;
    }
  }
  if (startXref === null) throw new Doubt('It does not end like a revision.');
  return {
    objects,
    tableStart: table?.value.start ?? null,
    tableRows: table?.value.rows ?? [],
    startXref,
  };
}

/** First position after white space and comments. */
function skipBlank(bytes: Uint8Array, position: number, end: number): number {
  let at = position;
  for (;;) {
    while (at < end && isWhitespace(bytes[at])) at++;
    if (at >= end || bytes[at] !== 0x25) return at;
    const from = at;
    while (at < end && bytes[at] !== 10 && bytes[at] !== 13) at++;
    checkComment(bytes.subarray(from, at), at >= end || end - at <= 2);
  }
}

function checkComment(comment: Uint8Array, isLast: boolean): void {
  const text = latin1(comment.subarray(0, MAX_COMMENT_BYTES + 1));
  const isEnd = text.startsWith('%%EOF');
  const structural = /%PDF-|xref|trailer|obj\b|stream/.test(text);
  if (comment.length > MAX_COMMENT_BYTES || structural || (isEnd && !isLast)) {
    throw new Doubt('It hides bytes in a comment.');
  }
}

/** Where the numbers of a table run out and the trailer ends. */
export function scanTable(
  bytes: Uint8Array,
  start: number,
): Scanned<{ start: number; rows: TableRow[]; trailer: PdfDict }> {
  const rows: TableRow[] = [];
  let at = skipSpace(bytes, start + 4);
  while (!isKeywordAt(bytes, at, 'trailer')) {
    const first = scanUnsigned(bytes, at);
    const count = first && scanUnsigned(bytes, skipSpace(bytes, first.end));
    if (!count) throw new Doubt('Its table of contents cannot be read.');
    at = count.end;
    let lastStart = 0;
    for (let i = 0; i < count.value; i++) {
      const row = scanRow(bytes, skipWhite(bytes, at));
      // Readers that jump from row to row must land where those that read land (§ 7.5.4).
      if (i > 0 && row.value.start !== lastStart + ROW_BYTES)
        throw new Doubt('Its table of contents is laid out oddly.');
      lastStart = row.value.start;
      // Readers do not agree on what such a list counts from.
      if (row.value.isHead && first.value + i !== 0)
        throw new Doubt('Its table of contents is numbered oddly.');
      rows.push({ objectNumber: first.value + i, isFree: row.value.isFree });
      at = row.end;
    }
    at = skipSpace(bytes, at);
  }
  const trailer = parseValue(bytes, at + 7);
  if (!(trailer.value instanceof PdfDict)) throw new Doubt('Its trailer cannot be read.');
  return { value: { start, rows, trailer: trailer.value }, end: trailer.end };
}

function scanRow(
  bytes: Uint8Array,
  position: number,
): Scanned<{ isHead: boolean; isFree: boolean; start: number }> {
  const offset = scanUnsigned(bytes, position);
  const generation = offset && scanUnsigned(bytes, skipSpace(bytes, offset.end));
  const kindAt = generation ? skipSpace(bytes, generation.end) : 0;
  if (!generation || (bytes[kindAt] !== 0x6e && bytes[kindAt] !== 0x66)) {
    throw new Doubt('Its table of contents cannot be read.');
  }
  const isFree = bytes[kindAt] === 0x66;
  const isHead = isFree && generation.value === 65535 && offset.value === 0;
  return { value: { isHead, isFree, start: position }, end: kindAt + 1 };
}

/** `N G obj … endobj` with nothing between the parts. */
export function scanIndirectObject(
  bytes: Uint8Array,
  start: number,
  resolve: Resolve,
): Scanned<WrittenObject & { readonly value: PdfValue }> {
  if (!isDigit(bytes[start])) throw new Doubt('Bytes stand in it that belong to nothing.');
  const objectNumber = scanUnsigned(bytes, start);
  const generation = objectNumber && scanUnsigned(bytes, skipSpace(bytes, objectNumber.end));
  const keyword = generation ? skipSpace(bytes, generation.end) : 0;
  if (!generation || !startsWith(bytes, keyword, 'obj'))
    throw new Doubt('Bytes stand in it that belong to nothing.');
  const header = { objectNumber: objectNumber.value, generation: generation.value, start };
  const body = skipSpace(bytes, keyword + 3);
  const empty = isKeywordAt(bytes, body, 'endobj');
  const parsed: Scanned<PdfValue> = empty ? { value: null, end: body } : parseValue(bytes, body);
  let at = skipSpace(bytes, parsed.end);
  if (parsed.value instanceof PdfDict && isKeywordAt(bytes, at, 'stream')) {
    at = endOfStream(bytes, at + 6, resolve(parsed.value.get('Length')));
  }
  if (!startsWith(bytes, at, 'endobj')) throw new Doubt('An object in it does not end.');
  return { value: { ...header, value: parsed.value }, end: at + 6 };
}

function endOfStream(bytes: Uint8Array, position: number, length: PdfObject): number {
  let at = position;
  if (bytes[at] === 13) at++;
  // Readers disagree on where data behind a lone carriage return begins.
  if (bytes[at++] !== 10) throw new Doubt('A stream in it does not begin on a line of its own.');
  const end = skipWhite(bytes, typeof length === 'number' ? at + length : -1);
  if (end < at || !startsWith(bytes, end, 'endstream'))
    throw new Doubt('A stream in it is not as long as it says.');
  return skipSpace(bytes, end + 9);
}

function skipWhite(bytes: Uint8Array, position: number): number {
  let at = position;
  while (isWhitespace(bytes[at])) at++;
  return at;
}
