import { hash } from 'node:crypto';

/** `#runtime` in Node: SHA-256 of these bytes, 32 bytes, at once. */
export function sha256Of(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const digest = new Uint8Array(32);
  sha256Into(bytes, digest, 0);
  return digest;
}

/** The same, written to `into` at `at`. */
export function sha256Into(bytes: Uint8Array, into: Uint8Array, at: number): void {
  // As latin1 ("binary") text and back: a Buffer made by the native side costs three times the hash of a short input.
  const text = hash('sha256', bytes, 'binary');
  for (let i = 0; i < 32; i++) into[at + i] = text.charCodeAt(i);
}
