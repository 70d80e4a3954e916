import { damaged } from './damaged.js';
import { isKeywordAt, scanUnsigned, skipSpace, startsWith } from './lexer.js';
import { PdfDict, type PdfObject, PdfStream, type PdfValue } from './objects.js';
import { parseValue } from './parse-object.js';

export interface IndirectObject {
  readonly objectNumber: number;
  readonly generation: number;
  readonly value: PdfValue;
  /** Set when the object is a stream; `value` is then its dictionary. */
  readonly stream: PdfStream | null;
}

/** Reads `N G obj … endobj` at `position`; `resolve` answers an indirect `/Length`. Throws `pdf-damaged`. */
export function parseIndirectObject(
  bytes: Uint8Array,
  position: number,
  resolve: (value: PdfValue | undefined) => PdfObject,
): IndirectObject {
  const objectNumber = scanUnsigned(bytes, skipSpace(bytes, position));
  const generation = objectNumber && scanUnsigned(bytes, skipSpace(bytes, objectNumber.end));
  const keyword = generation ? skipSpace(bytes, generation.end) : -1;
  // Some writers run the keyword into the value: "obj<<". Only the three letters are certain.
  if (!generation || !startsWith(bytes, keyword, 'obj'))
    throw damaged('an object is not where the file says');
  const header = { objectNumber: objectNumber.value, generation: generation.value };
  const body = skipSpace(bytes, keyword + 3);
  if (isKeywordAt(bytes, body, 'endobj')) return { ...header, value: null, stream: null };
  const parsed = parseValue(bytes, body);
  const after = skipSpace(bytes, parsed.end);
  if (!(parsed.value instanceof PdfDict) || !isKeywordAt(bytes, after, 'stream')) {
    return { ...header, value: parsed.value, stream: null };
  }
  const data = readStreamData(bytes, after + 6, resolve(parsed.value.get('Length')));
  return { ...header, value: parsed.value, stream: new PdfStream(parsed.value, data) };
}

/** Some writers leave blanks between the keyword and the end of its line; without one they would be data. */
function afterBlanks(bytes: Uint8Array, position: number): number {
  let at = position;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
  return bytes[at] === 0x0a || bytes[at] === 0x0d ? at : position;
}

function readStreamData(bytes: Uint8Array, position: number, length: PdfObject): Uint8Array {
  let start = afterBlanks(bytes, position);
  if (bytes[start] === 13) start++;
  if (bytes[start] === 10) start++;
  if (typeof length !== 'number' || length < 0) throw damaged('a stream does not say how long it is');
  const end = start + length;
  if (end > bytes.length) throw damaged('a stream is cut off');
  // A wrong length makes two readers see two documents: refuse rather than guess where the stream ends.
  if (!startsWith(bytes, skipSpace(bytes, end), 'endstream'))
    throw damaged('a stream is not as long as it says');
  return bytes.subarray(start, end);
}
