import { hash } from 'node:crypto';

/** `#runtime` in Node: SHA-256 of these bytes, 32 bytes, at once. */
export function sha256Of(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  // As latin1 ("binary") text and back: a Buffer made by the native side costs more than the hash of a short input (3 times).
  const text = hash('sha256', bytes, 'binary');
  const digest = new Uint8Array(32);
  for (let i = 0; i < 32; i++) digest[i] = text.charCodeAt(i);
  return digest;
}
