import { SigningError } from '../errors.js';
import type { ByteRange } from '../pdf/byte-range.js';
import { selfCheckFailed } from './assert-revision.js';
import type { SignatureRevision } from './signature-revision.js';

/** Bytes a container has room for. */
export const containerRoom = ([, gapStart, gapEnd]: ByteRange): number => (gapEnd - gapStart - 2) / 2;

const HEX_DIGITS = Buffer.from('0123456789abcdef', 'latin1');

/**
 * Writes a DER value as hexadecimal into the gap of the byte range, zeroes behind it; writing twice gives the
 * same file. Throws `seal-container-too-small`, `seal-self-check-failed`: nothing is ever cut off.
 */
export function fillContainer(revision: SignatureRevision, der: Uint8Array): void {
  const { bytes, byteRange, previousLength } = revision;
  const [, gapStart, gapEnd] = byteRange;
  // The one place that writes into a finished file: never before its last revision.
  if (gapStart < previousLength || gapEnd > bytes.length) throw selfCheckFailed();
  if (der.length > containerRoom(byteRange)) {
    throw new SigningError(
      'seal-container-too-small',
      'The signature does not fit into the space reserved for it.',
    );
  }
  let at = gapStart;
  bytes[at++] = 0x3c;
  for (const byte of der) {
    bytes[at++] = HEX_DIGITS[byte >> 4] ?? 0;
    bytes[at++] = HEX_DIGITS[byte & 15] ?? 0;
  }
  bytes.fill(0x30, at, gapEnd - 1);
  bytes[gapEnd - 1] = 0x3e;
}
