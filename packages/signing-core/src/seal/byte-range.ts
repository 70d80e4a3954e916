import { createHash } from 'node:crypto';
import type { ByteRange } from './stages.js';

/** SHA-256 over the two ranges, without copying them together. */
export function digestByteRange(
  bytes: Uint8Array,
  [start, length, secondStart, secondLength]: ByteRange,
): Buffer {
  return createHash('sha256')
    .update(bytes.subarray(start, start + length))
    .update(bytes.subarray(secondStart, secondStart + secondLength))
    .digest();
}
