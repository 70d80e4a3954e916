import { isKeywordAt, scanUnsigned, skipSpace, startsWith } from './lexer.js';

/**
 * Whether the object at `offset` is, beyond doubt, a dictionary that has no `/Kids` in it: a leaf of the page tree that
 * need not be read to be counted. Anything unusual (strings, comments, escaped names, a stream, a wrong number) is a
 * doubt, and false.
 */
export function isPlainPage(bytes: Uint8Array, offset: number, objectNumber: number): boolean {
  const own = scanUnsigned(bytes, offset);
  const generation = own?.value === objectNumber ? scanUnsigned(bytes, skipSpace(bytes, own.end)) : null;
  const keyword = generation ? skipSpace(bytes, generation.end) : -1;
  if (!generation || !isKeywordAt(bytes, keyword, 'obj')) return false;
  const end = endOfPlainDictionary(bytes, skipSpace(bytes, keyword + 3));
  return end !== null && isKeywordAt(bytes, skipSpace(bytes, end), 'endobj');
}

const [LESS, GREATER, CAPITAL_K] = [0x3c, 0x3e, 0x4b];
const HARMLESS = 0;
const DELIMITER = 1;
const MAYBE_KIDS = 2;
const DOUBTFUL = 3;

/** One look-up per byte: this runs over every page of a file. */
const KIND = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === LESS || byte === GREATER) return DELIMITER;
  if (byte === CAPITAL_K) return MAYBE_KIDS;
  const isSpace = byte === 9 || byte === 10 || byte === 13;
  const isPlain = byte >= 0x20 && byte <= 0x7e && !'#%()'.includes(String.fromCharCode(byte));
  return isSpace || isPlain ? HARMLESS : DOUBTFUL;
});

/** The position behind `<<…>>`, or null where a byte needs a real reader. */
function endOfPlainDictionary(bytes: Uint8Array, start: number): number | null {
  if (!startsWith(bytes, start, '<<')) return null;
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const kind = KIND[byte];
    if (kind === HARMLESS) continue;
    if (kind === DOUBTFUL) return null;
    if (kind === MAYBE_KIDS) {
      if (startsWith(bytes, at, 'Kids')) return null;
      continue;
    }
    if (bytes[++at] !== byte) return null;
    depth += byte === LESS ? 1 : -1;
    if (depth === 0) return at + 1;
  }
  return null;
}
