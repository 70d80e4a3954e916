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
  const text = Buffer.from(content.buffer, content.byteOffset, content.length);
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
      const keyword = text.toString('latin1', at, Math.min(end, at + 32));
      at = end;
      if (keyword === 'ID') at = endOfInlineImage(content, end);
      else if (!/^[+\-.\d]/.test(keyword)) {
        visitor.operator(keyword, lastName);
        lastName = '';
      }
    } else {
      at++;
    }
    at = skipSpace(content, at);
  }
}

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
