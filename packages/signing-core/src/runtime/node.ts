import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { HashName } from './hash-name.js';

/** `#runtime` in Node. {@link digest}: hash over the chunks in order; views are read in place, nothing is copied. */
export async function digest(algorithm: HashName, chunks: readonly Uint8Array[]): Promise<Uint8Array> {
  const hash = createHash(algorithm);
  for (const chunk of chunks) hash.update(chunk);
  return new Uint8Array(hash.digest());
}

/** Unpacks a zlib stream (RFC 1950). Throws RangeError beyond `maxLength` bytes, another error for broken data. */
export function inflate(bytes: Uint8Array, maxLength: number): Uint8Array {
  return inflateSync(bytes, { maxOutputLength: maxLength });
}
