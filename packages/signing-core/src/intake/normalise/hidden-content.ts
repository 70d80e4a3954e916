import { isRegular, isWhitespace, scanLiteralString, scanName, skipSpace } from '../../pdf/lexer.js';

/** What an operator that leaves ink is replaced by, so that the state after it is what it was (§ 8.5.3, 9.4.3). */
const INK: ReadonlyMap<string, string> = new Map([
  ...['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*'].map((paint) => [paint, 'n'] as const),
  ...['Do', 'sh', 'Tj', 'TJ', 'EI'].map((paint) => [paint, ''] as const),
  ["'", 'T*'],
  ['"', 'T*'],
]);

/**
 * The content without what hidden layers draw: between `/OC /Name BDC` and its `EMC`, operators that leave ink
 * are taken out and those that change the graphics state are kept. Null when nothing is hidden.
 */
export function withoutHidden(
  content: Uint8Array,
  isHidden: (propertyName: string) => boolean,
): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  const marks: boolean[] = [];
  let keptTo = 0;
  for (const operation of operations(content)) {
    if (operation.keyword === 'BDC' || operation.keyword === 'BMC') {
      marks.push(operation.names[0] === 'OC' && isHidden(operation.names[1] ?? ''));
    } else if (operation.keyword === 'EMC') {
      marks.pop();
    } else if (marks.includes(true)) {
      const replacement = INK.get(operation.keyword);
      if (replacement === undefined) continue;
      pieces.push(content.subarray(keptTo, operation.start), Buffer.from(` ${replacement} `, 'latin1'));
      keptTo = operation.end;
    }
  }
  if (pieces.length === 0) return null;
  return new Uint8Array(Buffer.concat([...pieces, content.subarray(keptTo)]));
}

interface Operation {
  readonly keyword: string;
  /** Name operands, in order. */
  readonly names: readonly string[];
  /** From the first operand to the end of the operator. */
  readonly start: number;
  readonly end: number;
}

/** Operators with their operands (§ 7.8.2). An inline image is one operation called `EI`. */
function* operations(content: Uint8Array): Generator<Operation> {
  let at = skipSpace(content, 0);
  let start = at;
  let names: string[] = [];
  while (at < content.length) {
    const byte = content[at];
    if (byte === 0x28) {
      at = scanLiteralString(content, at).end;
    } else if (byte === 0x3c && content[at + 1] !== 0x3c) {
      const close = content.indexOf(0x3e, at);
      at = close < 0 ? content.length : close + 1;
    } else if (byte === 0x2f) {
      const scanned = scanName(content, at);
      names.push(scanned.value);
      at = scanned.end;
    } else if (isRegular(byte)) {
      const word = readWord(content, at);
      at = word.keyword === 'ID' ? endOfInlineImage(content, word.end) : word.end;
      if (word.keyword !== 'BI' && !/^[+\-.\d]/.test(word.keyword) && !LITERALS.has(word.keyword)) {
        yield { keyword: word.keyword === 'ID' ? 'EI' : word.keyword, names, start, end: at };
        names = [];
        start = skipSpace(content, at);
      }
    } else {
      at++;
    }
    at = skipSpace(content, at);
  }
}

const LITERALS = new Set(['true', 'false', 'null']);

function readWord(content: Uint8Array, at: number): { keyword: string; end: number } {
  let end = at;
  while (isRegular(content[end])) end++;
  return { keyword: Buffer.from(content.subarray(at, Math.min(end, at + 32))).toString('latin1'), end };
}

/** `EI` between white space; image data may hold the two letters, but not set off like a word. */
function endOfInlineImage(content: Uint8Array, start: number): number {
  for (let at = start + 1; at < content.length; at++) {
    if (content[at] !== 0x45 || content[at + 1] !== 0x49 || !isWhitespace(content[at - 1])) continue;
    if (at + 2 >= content.length || isWhitespace(content[at + 2])) return at + 2;
  }
  return content.length;
}
