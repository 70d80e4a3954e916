import { createHash } from 'node:crypto';

/** `[0, a, b, c]`: the signed bytes are `[0, a)` and `[b, b + c)` (ISO 32000-2 § 12.8.1). */
export type ByteRange = readonly [number, number, number, number];

/** Digest over the two ranges, without copying them together; `algorithm` as node:crypto names it. */
export function digestByteRange(
  bytes: Uint8Array,
  [start, length, secondStart, secondLength]: ByteRange,
  algorithm: string,
): Buffer {
  return createHash(algorithm)
    .update(bytes.subarray(start, start + length))
    .update(bytes.subarray(secondStart, secondStart + secondLength))
    .digest();
}
