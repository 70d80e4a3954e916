import { SigningError } from '../errors.js';
import { damaged } from './damaged.js';
import {
  isDigit,
  isKeywordAt,
  isRegular,
  type Scanned,
  scanHexString,
  scanLiteralString,
  scanName,
  scanUnsigned,
  skipSpace,
  startsWith,
} from './lexer.js';
import { PdfDict, PdfName, PdfRef, PdfString, type PdfValue } from './objects.js';

/** Deeper than any real document nests; far from the stack's end. */
const MAX_DEPTH = 256;
/** The longest lists of real documents, page references of large structure trees, have tens of thousands. */
const MAX_ITEMS = 500_000;

/**
 * Reads one direct object or reference at `position` (leading white space allowed). Throws `pdf-damaged`; `pdf-too-complex`
 * for a list that takes a reader's memory.
 */
export function parseValue(bytes: Uint8Array, position: number, depth = 0): Scanned<PdfValue> {
  if (depth > MAX_DEPTH) throw damaged('its objects are nested too deeply');
  const at = skipSpace(bytes, position);
  const byte = bytes[at];
  if (byte === undefined) throw damaged('it ends in the middle of an object');
  if (byte === 0x2f) {
    const scanned = scanName(bytes, at);
    return { value: new PdfName(scanned.value), end: scanned.end };
  }
  if (byte === 0x28) {
    const scanned = scanLiteralString(bytes, at);
    return { value: new PdfString(scanned.value, false, at, scanned.end), end: scanned.end };
  }
  if (byte === 0x3c) {
    if (bytes[at + 1] === 0x3c) return parseDict(bytes, at, depth);
    const scanned = scanHexString(bytes, at);
    return { value: new PdfString(scanned.value, true, at, scanned.end), end: scanned.end };
  }
  if (byte === 0x5b) return parseArray(bytes, at, depth);
  return parseNumberRefOrKeyword(bytes, at);
}

function parseArray(bytes: Uint8Array, position: number, depth: number): Scanned<PdfValue[]> {
  const items: PdfValue[] = [];
  let at = skipSpace(bytes, position + 1);
  while (bytes[at] !== 0x5d) {
    const item = parseValue(bytes, at, depth + 1);
    if (items.push(item.value) > MAX_ITEMS) throw tooManyItems();
    at = skipSpace(bytes, item.end);
  }
  return { value: items, end: at + 1 };
}

function parseDict(bytes: Uint8Array, position: number, depth: number): Scanned<PdfDict> {
  const entries = new PdfDict();
  let at = skipSpace(bytes, position + 2);
  while (!startsWith(bytes, at, '>>')) {
    if (bytes[at] !== 0x2f) throw damaged('a dictionary has a key that is not a name');
    const key = scanName(bytes, at);
    const item = parseValue(bytes, key.end, depth + 1);
    if (entries.has(key.value)) entries.hasDuplicateKey = true;
    entries.set(key.value, item.value);
    if (entries.size > MAX_ITEMS) throw tooManyItems();
    at = skipSpace(bytes, item.end);
  }
  return { value: entries, end: at + 2 };
}

function tooManyItems(): SigningError {
  return new SigningError(
    'pdf-too-complex',
    'This PDF has far more parts than a document needs. Print it to a new PDF and use that.',
  );
}

const KEYWORDS: readonly [string, PdfValue][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

function parseNumberRefOrKeyword(bytes: Uint8Array, at: number): Scanned<PdfValue> {
  if (isDigit(bytes[at])) {
    const integer = scanUnsigned(bytes, at);
    const reference = integer && parseReference(bytes, integer);
    if (reference) return reference;
    // Nearly every number of a page is a short integer; what may lose digits goes the long way.
    if (integer && Number.isSafeInteger(integer.value)) return integer;
  }
  for (const [keyword, value] of KEYWORDS) {
    if (isKeywordAt(bytes, at, keyword)) return { value, end: at + keyword.length };
  }
  return parseNumber(bytes, at);
}

function parseReference(bytes: Uint8Array, objectNumber: Scanned<number>): Scanned<PdfRef> | null {
  const generationAt = skipSpace(bytes, objectNumber.end);
  if (!isDigit(bytes[generationAt])) return null;
  const generation = scanUnsigned(bytes, generationAt);
  if (!generation) return null;
  const keyword = skipSpace(bytes, generation.end);
  if (!isKeywordAt(bytes, keyword, 'R')) return null;
  return { value: new PdfRef(objectNumber.value, generation.value), end: keyword + 1 };
}

function parseNumber(bytes: Uint8Array, position: number): Scanned<number> {
  let at = position;
  while (isRegular(bytes[at]) && at - position < 64) at++;
  const token = String.fromCharCode(...bytes.subarray(position, at));
  // Writers are seen to produce "--5", "0.-12" and ".": read them the way every viewer does.
  if (!/^[+-]*[\d.-]*$/.test(token) || at === position) throw damaged('an object cannot be read');
  const value = Number.parseFloat(token.replace(/^[+-]*(?=[+-])/, '').replace(/^\+/, ''));
  return { value: Number.isFinite(value) ? value : 0, end: at };
}
