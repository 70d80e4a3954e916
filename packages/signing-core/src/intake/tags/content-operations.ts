import { damaged } from '../../pdf/damaged.js';
import { isRegular, isWhitespace, skipSpace } from '../../pdf/lexer.js';
import type { PdfValue } from '../../pdf/objects.js';
import { parseValue } from '../../pdf/parse-object.js';

export interface Operation {
  readonly keyword: string;
  readonly operands: readonly PdfValue[];
  /** From the first operand to behind the operator. */
  readonly start: number;
  readonly end: number;
}

const LITERALS = new Set(['true', 'false', 'null']);
const MOST_OPERANDS = 256;

/**
 * The operators of a content stream with their operands (ISO 32000-2 § 7.8.2); an inline image is one operation called
 * `EI`. Throws `pdf-damaged` on what is no content: whoever changes content must have understood all of it.
 */
export function* readOperations(content: Uint8Array): Generator<Operation> {
  let operands: PdfValue[] = [];
  let at = skipSpace(content, 0);
  let start = at;
  while (at < content.length) {
    const word = isRegular(content[at]) ? wordAt(content, at) : null;
    if (word !== null && !/^[+\-.\d]/.test(word) && !LITERALS.has(word)) {
      const end = word === 'BI' ? endOfInlineImage(content, at + 2) : at + word.length;
      yield { keyword: word === 'BI' ? 'EI' : word, operands, start, end };
      operands = [];
      at = skipSpace(content, end);
      start = at;
      continue;
    }
    const { value, end } = word === null ? parseValue(content, at) : numberOf(word, at);
    operands.push(value);
    if (operands.length > MOST_OPERANDS) throw damaged('its content is not made of operators');
    at = skipSpace(content, end);
  }
}

/** Never as a reference, which content has none of. */
function numberOf(word: string, at: number): { value: PdfValue; end: number } {
  const end = at + word.length;
  if (LITERALS.has(word)) return { value: word === 'null' ? null : word === 'true', end };
  const value = Number(word);
  if (!Number.isFinite(value)) throw damaged('its content holds an odd number');
  return { value, end };
}

function wordAt(content: Uint8Array, at: number): string {
  let end = at;
  while (isRegular(content[end]) && end - at < 64) end++;
  return Buffer.from(content.buffer, content.byteOffset + at, end - at).toString('latin1');
}

/** `EI` between white space; image data may hold the two letters, but not set off like a word. */
function endOfInlineImage(content: Uint8Array, start: number): number {
  for (let at = start; at < content.length; at++) {
    if (content[at] !== 0x45 || content[at + 1] !== 0x49 || !isWhitespace(content[at - 1])) continue;
    if (at + 2 >= content.length || isWhitespace(content[at + 2])) return at + 2;
  }
  throw damaged('a picture in its content does not end');
}
