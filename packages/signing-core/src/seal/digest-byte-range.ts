import { createHash } from 'node:crypto';
import { type ByteRange, signedChunks } from '../pdf/byte-range.js';

/** Digest over the two ranges, without copying them together; `algorithm` as node:crypto names it. */
export function digestByteRange(bytes: Uint8Array, byteRange: ByteRange, algorithm: string): Buffer {
  const hash = createHash(algorithm);
  for (const chunk of signedChunks(bytes, byteRange)) hash.update(chunk);
  return hash.digest();
}
