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

const [SPACE, TILDE, LESS, GREATER, CAPITAL_K] = [0x20, 0x7e, 0x3c, 0x3e, 0x4b];
/** `#`, `%`, `(` and `)`. */
const DOUBTFUL = new Set([0x23, 0x25, 0x28, 0x29]);

/** The position behind `<<…>>`, or null where a byte needs a real reader. */
function endOfPlainDictionary(bytes: Uint8Array, start: number): number | null {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === LESS || byte === GREATER) {
      if (bytes[++at] !== byte) return null;
      depth += byte === LESS ? 1 : -1;
      if (depth === 0) return at + 1;
    }
    const isBreak = byte === 9 || byte === 10 || byte === 13;
    if (depth < 1 || (byte < SPACE && !isBreak) || byte > TILDE || DOUBTFUL.has(byte)) return null;
    if (byte === CAPITAL_K && startsWith(bytes, at, 'Kids')) return null;
  }
  return null;
}
