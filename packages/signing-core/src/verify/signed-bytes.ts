import type { ByteRange } from '../pdf/byte-range.js';
import { scanHexString } from '../pdf/lexer.js';
import { type PdfDict, PdfName, PdfString, type PdfValue } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { equalBytes, latin1 } from '../runtime/bytes.js';
import type { Checklist, SignatureReport } from './report.js';

export interface SignedBytes {
  readonly byteRange: ByteRange;
  /** The container: DER followed by zeroes. */
  readonly contents: Uint8Array;
}

/**
 * The rules that keep signed and shown bytes the same (attacks USF, SWA, ISA): four plain integers, from the
 * first byte, one gap, and the gap is the /Contents token and nothing else. Null when one is broken.
 */
export function checkSignedBytes(reader: PdfReader, signature: PdfDict, list: Checklist): SignedBytes | null {
  const unique = list.expect(
    'dictionary',
    !signature.hasDuplicateKey && isNameOrAbsent(reader, signature.get('Filter')),
    'The signature dictionary is well formed.',
    'The signature dictionary is not well formed: two readers could see two different signatures.',
  );
  const byteRange = readByteRange(signature, reader.bytes.length);
  const ordered = list.expect(
    'byte-range',
    byteRange !== null,
    'The signed ranges start at the first byte and lie inside the file.',
    'The signed ranges are missing, out of order or outside the file.',
  );
  const contents = signature.get('Contents');
  if (!unique || !ordered || !byteRange) return null;
  const gapIsContents = contents instanceof PdfString && isExactGap(reader.bytes, byteRange, contents);
  list.expect(
    'gap',
    gapIsContents,
    'The only bytes left out are the signature itself.',
    'Bytes other than the signature itself are left out of what was signed.',
  );
  return gapIsContents ? { byteRange, contents: contents.bytes } : null;
}

/** Programs leave it out of timestamps; anything but a name is no signature dictionary. */
function isNameOrAbsent(reader: PdfReader, value: PdfValue | undefined): boolean {
  const resolved = reader.resolve(value);
  return resolved === null || resolved instanceof PdfName;
}

/** Direct integers only: an indirect one could be redefined by a later revision. */
function readByteRange(signature: PdfDict, fileLength: number): ByteRange | null {
  const values = signature.get('ByteRange');
  if (!Array.isArray(values) || values.length !== 4) return null;
  const [start, length, secondStart, secondLength] = values;
  if (!isOffset(start) || !isOffset(length) || !isOffset(secondStart) || !isOffset(secondLength)) return null;
  const ordered = start === 0 && length > 0 && secondStart > length && secondLength > 0;
  return ordered && secondStart + secondLength <= fileLength
    ? [start, length, secondStart, secondLength]
    : null;
}

const isOffset = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isHexDigit = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);

/** The gap is the token that the dictionary was read with: a copy of the dictionary elsewhere has another one. */
function isExactGap(bytes: Uint8Array, [, gapStart, gapEnd]: ByteRange, contents: PdfString): boolean {
  if (contents.start !== gapStart || contents.end !== gapEnd) return false;
  if (bytes[gapStart] !== 0x3c || bytes[gapEnd - 1] !== 0x3e) return false;
  // White space inside the token would be room for other content.
  const body = bytes.subarray(gapStart + 1, gapEnd - 1);
  if (body.length === 0 || !body.every(isHexDigit)) return false;
  const token = scanHexString(bytes, gapStart);
  return token.end === gapEnd && equalBytes(token.value, contents.bytes);
}

/** An earlier signature must end where a revision ends, or its author never signed a whole document. */
export function coverageOf(
  bytes: Uint8Array,
  [, , second, secondLength]: ByteRange,
): SignatureReport['coverage'] {
  const end = second + secondLength;
  if (end === bytes.length) return 'whole-file';
  const tail = latin1(bytes.subarray(Math.max(0, end - 8), end));
  return /%%EOF\s{0,2}$/.test(tail) ? 'earlier-revision' : 'broken';
}
