import { sha256Of } from '#runtime';
import { concatBytes, equalBytes } from './runtime/bytes.js';

export { toHex } from './runtime/bytes.js';

/** SHA-256 over the parts, one after the other (32 bytes). The only door to a hash function in this package. */
export function sha256(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const [only] = parts;
  return sha256Of(parts.length === 1 && only !== undefined ? only : concatBytes(parts));
}

/** Hashes are public here, so a plain comparison leaks nothing. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return equalBytes(a, b);
}
