import { isRegular, isWhitespace, scanLiteralString, scanName, skipSpace } from './lexer.js';

export interface ContentVisitor {
  /** `lastName` is the name operand nearest before the operator, or ''. */
  operator(keyword: string, lastName: string): void;
}

/**
 * Walks the operators of a content stream (ISO 32000-2 § 7.8.2) without interpreting them; strings, arrays,
 * dictionaries and inline image data are stepped over. Never throws on odd content: it ends early instead.
 */
export function walkOperators(content: Uint8Array, visitor: ContentVisitor): void {
  let at = skipSpace(content, 0);
  let lastName = '';
  while (at < content.length) {
    const byte = content[at];
    if (byte === 0x28) {
      at = endOfString(content, at);
    } else if (byte === 0x2f) {
      const scanned = scanName(content, at);
      lastName = scanned.value;
      at = scanned.end;
    } else if (isRegular(byte)) {
      let end = at;
      while (isRegular(content[end])) end++;
      const keyword = isNumeric(byte) ? '' : keywordAt(content, at, end);
      at = end;
      if (keyword === 'ID') at = endOfInlineImage(content, end);
      else if (keyword !== '') {
        visitor.operator(keyword, lastName);
        lastName = '';
      }
    } else {
      at++;
    }
    at = skipSpace(content, at);
  }
}

/** Digits, signs and the point. */
const isNumeric = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e);

/** All operators have up to three letters; a page of millions of them must not make a text of each. */
const SHORT = 3;
const shortKeywords = new Map<number, string>();

function keywordAt(content: Uint8Array, at: number, end: number): string {
  if (end - at > SHORT) return latin1(content, at, Math.min(end, at + 32));
  let key = 0;
  for (let index = at; index < end; index++) key = key * 256 + (content[index] ?? 0);
  const known = shortKeywords.get(key);
  if (known !== undefined) return known;
  const keyword = latin1(content, at, end);
  // Regular characters of up to three bytes: some, but not endless, so the map is kept small all the same.
  if (shortKeywords.size < 1_000) shortKeywords.set(key, keyword);
  return keyword;
}

const latin1 = (content: Uint8Array, from: number, to: number): string =>
  Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1', from, to);

function endOfString(content: Uint8Array, at: number): number {
  try {
    return scanLiteralString(content, at).end;
  } catch {
    return content.length;
  }
}

/** `EI` between white space; image data may hold the two letters, but not set off like a word. */
function endOfInlineImage(content: Uint8Array, start: number): number {
  for (let at = start + 1; at < content.length; at++) {
    if (content[at] !== 0x45 || content[at + 1] !== 0x49 || !isWhitespace(content[at - 1])) continue;
    if (at + 2 >= content.length || isWhitespace(content[at + 2])) return at + 2;
  }
  return content.length;
}
