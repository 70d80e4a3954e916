/** `[0, a, b, c]`: the signed bytes are `[0, a)` and `[b, b + c)` (ISO 32000-2 § 12.8.1). */
export type ByteRange = readonly [number, number, number, number];

/** Views of the two ranges in order: what is hashed, without putting it together. */
export function signedChunks(
  bytes: Uint8Array,
  [start, length, secondStart, secondLength]: ByteRange,
): readonly [Uint8Array, Uint8Array] {
  return [bytes.subarray(start, start + length), bytes.subarray(secondStart, secondStart + secondLength)];
}
