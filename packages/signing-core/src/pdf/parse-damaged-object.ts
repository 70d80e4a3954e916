import { fromLatin1, indexOfBytes } from '../runtime/bytes.js';
import { isKeywordAt, scanUnsigned, skipSpace, startsWith } from './lexer.js';
import { PdfDict, type PdfObject, PdfStream, type PdfValue } from './objects.js';
import { parseIndirectObject } from './parse-indirect-object.js';
import { parseValue } from './parse-object.js';

const END_OF_STREAM = fromLatin1('endstream');
const END_OF_OBJECT = fromLatin1('endobj');
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * What is left of an object that does not stand as it should: a stream ends where `endstream` is, whatever its length
 * says, and what cannot be read is null. Only for files that are written anew and looked at afterwards.
 */
export function parseDamagedObject(
  bytes: Uint8Array,
  position: number,
  resolve: (value: PdfValue | undefined) => PdfObject,
): PdfObject {
  try {
    const whole = parseIndirectObject(bytes, position, resolve);
    return whole.stream ?? whole.value;
  } catch {
    return parseRemains(bytes, position);
  }
}

function parseRemains(bytes: Uint8Array, position: number): PdfObject {
  const body = startOfBody(bytes, position);
  if (body === null) return null;
  try {
    const parsed = parseValue(bytes, body);
    const after = skipSpace(bytes, parsed.end);
    if (!(parsed.value instanceof PdfDict) || !isKeywordAt(bytes, after, 'stream')) return parsed.value;
    return new PdfStream(parsed.value, streamBetween(bytes, after + 'stream'.length));
  } catch {
    return null;
  }
}

function startOfBody(bytes: Uint8Array, position: number): number | null {
  const objectNumber = scanUnsigned(bytes, skipSpace(bytes, position));
  const generation = objectNumber && scanUnsigned(bytes, skipSpace(bytes, objectNumber.end));
  const keyword = generation ? skipSpace(bytes, generation.end) : -1;
  return startsWith(bytes, keyword, 'obj') ? skipSpace(bytes, keyword + 3) : null;
}

function streamBetween(bytes: Uint8Array, position: number): Uint8Array {
  let start = position;
  if (bytes[start] === CARRIAGE_RETURN) start++;
  if (bytes[start] === LINE_FEED) start++;
  const marks = [END_OF_STREAM, END_OF_OBJECT].map((mark) => indexOfBytes(bytes, mark, start));
  let end = Math.min(...marks.filter((at) => at >= 0), bytes.length);
  if (end > start && bytes[end - 1] === LINE_FEED) end--;
  if (end > start && bytes[end - 1] === CARRIAGE_RETURN) end--;
  return bytes.subarray(start, end);
}
