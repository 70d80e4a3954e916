import { isWhitespace, startsWith } from '../../pdf/lexer.js';
import { PdfString } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { listSignatureFields } from '../../pdf/signature-fields.js';

const END_MARKER = '%%EOF';
/** More revisions than this are not searched: the answer is a hint, not a judgement. */
const MAX_MARKERS = 512;
const MAX_LINE_END_BYTES = 2;

/**
 * Names of fields whose signature covered the whole file at an earlier end of it and is not shown any more: a later
 * revision took it out, or left the revision it stands in out of its chain. Readers show nothing of it.
 */
export function findDroppedSignatures(bytes: Uint8Array): string[] {
  const shown = new Set(listSignatures(bytes).map(({ containerAt }) => containerAt));
  const dropped = new Map<number, string>();
  let markers = 0;
  let at = findMarker(bytes, 0);
  while (at >= 0 && markers++ < MAX_MARKERS) {
    const end = endOfLine(bytes, at + END_MARKER.length);
    for (const { fieldName, containerAt, signedEnd } of end < bytes.length ? listPrefix(bytes, end) : []) {
      const coversAll = signedEnd <= end && end - signedEnd <= MAX_LINE_END_BYTES;
      if (coversAll && !shown.has(containerAt)) dropped.set(containerAt, fieldName);
    }
    at = findMarker(bytes, at + END_MARKER.length);
  }
  return [...dropped.values()];
}

function findMarker(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0x25, from);
  while (at >= 0 && !startsWith(bytes, at, END_MARKER)) at = bytes.indexOf(0x25, at + 1);
  return at;
}

interface FoundSignature {
  readonly fieldName: string;
  readonly containerAt: number;
  readonly signedEnd: number;
}

function listSignatures(bytes: Uint8Array): FoundSignature[] {
  const reader = new PdfReader(bytes);
  return listSignatureFields(reader).flatMap(({ fieldName, value }) => {
    const contents = value?.get('Contents');
    const [, , start, length] = (value && reader.arrayAt(value, 'ByteRange')) ?? [];
    if (!(contents instanceof PdfString) || typeof start !== 'number' || typeof length !== 'number')
      return [];
    return [{ fieldName, containerAt: contents.start, signedEnd: start + length }];
  });
}

/** A marker inside an attachment ends nothing: what cannot be read there was never a file. */
function listPrefix(bytes: Uint8Array, end: number): FoundSignature[] {
  try {
    return listSignatures(bytes.subarray(0, end));
  } catch {
    return [];
  }
}

function endOfLine(bytes: Uint8Array, position: number): number {
  let at = position;
  while (at - position < MAX_LINE_END_BYTES && isWhitespace(bytes[at])) at++;
  return at;
}
