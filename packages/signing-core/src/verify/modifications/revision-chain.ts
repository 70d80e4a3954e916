import { isKeywordAt, isWhitespace, scanUnsigned, skipSpace, startsWith } from '../../pdf/lexer.js';
import type { PdfObject, PdfValue } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import type { XrefSection } from '../../pdf/xref-entry.js';
import { Doubt } from './doubt.js';
import {
  pointsTo,
  scanIncrement,
  scanIndirectObject,
  scanTable,
  type WrittenIncrement,
} from './scan-increment.js';

/** One increment after a signature: the file up to its end, the file before it, and what its bytes hold. */
export interface Revision {
  readonly start: number;
  readonly end: number;
  readonly before: PdfReader;
  readonly after: PdfReader;
  readonly section: XrefSection;
  readonly written: WrittenIncrement;
  readonly isLast: boolean;
}

/** White space some programs leave behind the end marker, inside what they sign. */
const MAX_BLANK_BYTES = 4;

/**
 * The increment whose table of contents is at `offset`, read by its own cross-reference and by its bytes. It must begin
 * where `before` ends and continue exactly its chain. Throws {@link Doubt} and `pdf-damaged`.
 */
export function readRevision(
  bytes: Uint8Array,
  before: PdfReader,
  offset: number,
  isLast: boolean,
): Revision {
  const start = before.bytes.length;
  const end = findEnd(bytes, offset);
  const after = new PdfReader(bytes.subarray(0, end));
  const [section] = after.crossReference.sections;
  if (section?.offset !== offset) throw new Doubt('A later revision does not continue the one before it.');
  checkPrevious(bytes, before, section);
  const written = scanIncrement(bytes, start, end, after.resolve);
  checkStartXref(bytes, section, written);
  return { start, end, before, after, section, written, isLast };
}

/** A near miss that our reader forgives sends another one looking for a table of its own. */
function checkPrevious(bytes: Uint8Array, before: PdfReader, section: XrefSection): void {
  const [known] = before.crossReference.sections;
  const previous = section.trailer.get('Prev');
  const exact =
    typeof previous === 'number' && known && skipSpace(bytes, previous) === skipSpace(bytes, known.offset);
  if (!exact) throw new Doubt('A later revision does not say exactly which one it continues.');
}

/** Other readers take `startxref` at its word; ours forgives a near miss. */
function checkStartXref(bytes: Uint8Array, section: XrefSection, written: WrittenIncrement): void {
  const at = skipSpace(bytes, section.offset);
  const stands =
    section.kind === 'table'
      ? written.tableStart === at
      : written.tableStart === null && written.objects.some(({ start }) => start === at);
  if (!stands || !pointsTo(bytes, written.startXref, at)) {
    throw new Doubt('A later revision does not say exactly where its table of contents is.');
  }
}

/** First position behind the end marker, and its line end, that belongs to the section at `offset`. */
function findEnd(bytes: Uint8Array, offset: number): number {
  const unresolved = (value: PdfValue | undefined): PdfObject => value ?? null;
  const at = skipSpace(bytes, offset);
  const { end } = isKeywordAt(bytes, at, 'xref')
    ? scanTable(bytes, at)
    : scanIndirectObject(bytes, at, unresolved);
  const keyword = skipSpace(bytes, end);
  const target = isKeywordAt(bytes, keyword, 'startxref')
    ? scanUnsigned(bytes, skipSpace(bytes, keyword + 9))
    : null;
  let marker = target?.end ?? bytes.length;
  while (isWhitespace(bytes[marker])) marker++;
  if (!startsWith(bytes, marker, '%%EOF')) throw new Doubt('A later revision does not end like a revision.');
  const after = marker + 5;
  if (bytes[after] === 13) return bytes[after + 1] === 10 ? after + 2 : after + 1;
  return bytes[after] === 10 ? after + 1 : after;
}

/** Throws {@link Doubt} when the signed part of a file does not end where a revision ends. */
export function checkSignedEnd(bytes: Uint8Array, end: number): void {
  let at = end;
  while (at > 0 && end - at < MAX_BLANK_BYTES && isWhitespace(bytes[at - 1])) at--;
  if (end > bytes.length || !startsWith(bytes, at - 5, '%%EOF')) {
    throw new Doubt('The signed part of the file does not end where a revision ends.');
  }
}
