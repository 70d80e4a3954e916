import { Inflate } from 'pako';
import { concatBytes } from './bytes.js';
import type { HashName } from './hash-name.js';

const WEB_CRYPTO_NAME: Readonly<Record<HashName, string>> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** `#runtime` in a browser. WebCrypto hashes one buffer only: the chunks are put together for it. */
export async function digest(algorithm: HashName, chunks: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = concatBytes(chunks);
  return new Uint8Array(await globalThis.crypto.subtle.digest(WEB_CRYPTO_NAME[algorithm], whole));
}

/** Unpacks a zlib stream (RFC 1950). Throws RangeError beyond `maxLength` bytes, another error for broken data. */
export function inflate(bytes: Uint8Array, maxLength: number): Uint8Array {
  const stream = new Inflate({ windowBits: 15 });
  const chunks: Uint8Array[] = [];
  let length = 0;
  // A bomb is stopped while it unfolds, not after.
  stream.onData = (chunk) => {
    length += chunk.length;
    if (length > maxLength) throw new RangeError('the data unpacks to more than allowed');
    chunks.push(chunk);
  };
  stream.push(bytes, true);
  if (stream.err !== 0 || !stream.ended) throw new Error(stream.msg || 'the compressed data is cut off');
  return concatBytes(chunks);
}
