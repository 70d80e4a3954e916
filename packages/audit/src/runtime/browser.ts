import { sha256 } from '@noble/hashes/sha2.js';

/** `#runtime` in a browser: WebCrypto hashes only asynchronously, far too slow for one small hash after another. */
export function sha256Of(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sha256(bytes));
}

/** The same, written to `into` at `at`. */
export function sha256Into(bytes: Uint8Array, into: Uint8Array, at: number): void {
  into.set(sha256(bytes), at);
}
