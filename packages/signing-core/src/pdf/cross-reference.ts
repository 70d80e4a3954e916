import { fromLatin1, lastIndexOfBytes } from '../runtime/bytes.js';
import { damaged } from './damaged.js';
import { isKeywordAt, isWhitespace, scanUnsigned, skipSpace } from './lexer.js';
import { PdfDict } from './objects.js';
import { parseValue } from './parse-object.js';
import type { CrossReference, XrefEntry, XrefSection } from './xref-entry.js';
import { readXrefStreamSection } from './xref-stream-section.js';

const MAX_SECTIONS = 4096;
const START_XREF = fromLatin1('startxref');

/** Follows `startxref` and every `/Prev` (ISO 32000-2 § 7.5.4, 7.5.8). Throws `pdf-damaged`. */
export function readCrossReference(bytes: Uint8Array): CrossReference {
  const sections: XrefSection[] = [];
  const visited = new Set<number>();
  let next: number | null = locateSection(bytes, findStartXref(bytes));
  while (next !== null) {
    if (visited.has(next) || sections.length > MAX_SECTIONS)
      throw damaged('its table of contents goes in a circle');
    visited.add(next);
    const section = readSection(bytes, next);
    sections.push(section);
    const previous = section.trailer.get('Prev');
    next = typeof previous === 'number' ? locateSection(bytes, previous) : null;
  }
  const newest = sections[0];
  if (!newest) throw damaged('it has no table of contents');
  return { sections, entries: mergeEntries(sections), trailer: newest.trailer };
}

function mergeEntries(sections: readonly XrefSection[]): ReadonlyMap<number, XrefEntry> {
  if (sections.length === 1 && sections[0]) return sections[0].entries;
  const merged = new Map<number, XrefEntry>();
  for (const section of sections) {
    for (const [objectNumber, entry] of section.entries) {
      if (!merged.has(objectNumber)) merged.set(objectNumber, entry);
    }
  }
  return merged;
}

function findStartXref(bytes: Uint8Array): number {
  const at = lastIndexOfBytes(bytes, START_XREF);
  const offset = at < 0 ? null : scanUnsigned(bytes, skipSpace(bytes, at + 9));
  if (!offset) throw damaged('its end is missing');
  return offset.value;
}

/**
 * Where the section really starts. Offsets that miss by a few bytes are common (line ends converted, one
 * off) and every viewer finds the table anyway; a new revision must point at the true place.
 */
function locateSection(bytes: Uint8Array, offset: number): number {
  // White space before the table is no miss: the place is kept as written, because earlier signers signed it.
  const declared = skipSpace(bytes, offset);
  if (isKeywordAt(bytes, declared, 'xref') || isObjectHeader(bytes, declared)) return offset;
  for (let distance = 1; distance <= 16; distance++) {
    for (const candidate of [offset + distance, offset - distance]) {
      // Not the end of the word "startxref".
      if (candidate >= 0 && isKeywordAt(bytes, candidate, 'xref') && bytes[candidate - 1] !== 0x74)
        return candidate;
    }
  }
  throw damaged('its table of contents is not where the file says');
}

function isObjectHeader(bytes: Uint8Array, position: number): boolean {
  const objectNumber = scanUnsigned(bytes, position);
  const generation = objectNumber && scanUnsigned(bytes, skipSpace(bytes, objectNumber.end));
  return generation !== null && isKeywordAt(bytes, skipSpace(bytes, generation.end), 'obj');
}

function readSection(bytes: Uint8Array, offset: number): XrefSection {
  const at = skipSpace(bytes, offset);
  if (!isKeywordAt(bytes, at, 'xref')) return readXrefStreamSection(bytes, offset);
  const entries = new Map<number, XrefEntry>();
  const trailerAt = readTable(bytes, skipSpace(bytes, at + 4), entries);
  const trailer = parseValue(bytes, trailerAt + 7).value;
  if (!(trailer instanceof PdfDict)) throw damaged('its trailer cannot be read');
  const hybrid = trailer.get('XRefStm');
  const hidden = typeof hybrid === 'number' ? readXrefStreamSection(bytes, hybrid) : null;
  if (hidden) addHidden(entries, hidden.entries);
  return { offset, kind: 'table', trailer, entries, streamNumbers: hidden?.streamNumbers ?? [] };
}

/** A hybrid file marks its compressed objects free in the table and lists them in the stream (§ 7.5.8.4). */
function addHidden(entries: Map<number, XrefEntry>, hidden: ReadonlyMap<number, XrefEntry>): void {
  for (const [objectNumber, entry] of hidden) {
    const known = entries.get(objectNumber);
    if (!known || known.kind === 'free') entries.set(objectNumber, entry);
  }
}

function readTable(bytes: Uint8Array, position: number, entries: Map<number, XrefEntry>): number {
  let at = position;
  while (!isKeywordAt(bytes, at, 'trailer')) {
    const first = scanUnsigned(bytes, at);
    const count = first && scanUnsigned(bytes, skipSpace(bytes, first.end));
    if (!count) throw damaged('its table of contents cannot be read');
    at = skipSpace(bytes, readSubsection(bytes, count.end, first.value, count.value, entries));
  }
  return at;
}

function readSubsection(
  bytes: Uint8Array,
  position: number,
  first: number,
  count: number,
  entries: Map<number, XrefEntry>,
): number {
  let at = skipSpace(bytes, position);
  let shift = 0;
  for (let i = 0; i < count; i++) {
    const row = readFixedRow(bytes, at) ?? readRow(bytes, at);
    // Some writers number the head of the free list 1: everything is then off by one.
    if (i === 0 && first === 1 && !row.inUse && row.generation === 65535) shift = 1;
    const used = row.inUse && row.offset > 0;
    const entry: XrefEntry = used ? { kind: 'offset', offset: row.offset, generation: row.generation } : FREE;
    entries.set(first + i - shift, entry);
    at = row.end;
  }
  return at;
}

const FREE: XrefEntry = { kind: 'free' };

interface XrefRow {
  readonly offset: number;
  readonly generation: number;
  readonly inUse: boolean;
  /** Where the next row or what follows the table begins. */
  readonly end: number;
}

/** A row as writers really write it: any white space, any number of digits. */
function readRow(bytes: Uint8Array, position: number): XrefRow {
  const offset = scanUnsigned(bytes, position);
  const generation = offset && scanUnsigned(bytes, skipSpace(bytes, offset.end));
  const kindAt = generation ? skipSpace(bytes, generation.end) : 0;
  const kind = bytes[kindAt];
  if (!generation || (kind !== IN_USE && kind !== NOT_IN_USE))
    throw damaged('its table of contents cannot be read');
  const end = skipSpace(bytes, kindAt + 1);
  return { offset: offset.value, generation: generation.value, inUse: kind === IN_USE, end };
}

const IN_USE = 0x6e;
const NOT_IN_USE = 0x66;
const ROW_BYTES = 20;

/** A row as the standard wants it (§ 7.5.4), which needs no looking for its parts; null when it is not one. */
function readFixedRow(bytes: Uint8Array, at: number): XrefRow | null {
  const kind = bytes[at + 17];
  if (bytes[at + 10] !== 0x20 || bytes[at + 16] !== 0x20 || (kind !== IN_USE && kind !== NOT_IN_USE))
    return null;
  const isEnded = isWhitespace(bytes[at + 18]) && isWhitespace(bytes[at + 19]);
  const offset = fixedNumber(bytes, at, at + 10);
  const generation = fixedNumber(bytes, at + 11, at + 16);
  // What follows white space may be more of it, or a comment.
  if (!isEnded || offset < 0 || generation < 0) return null;
  return { offset, generation, inUse: kind === IN_USE, end: skipSpace(bytes, at + ROW_BYTES) };
}

/** -1 when one of the bytes is no digit. */
function fixedNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
