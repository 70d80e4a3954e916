import { digest } from '#runtime';
import { type ByteRange, signedChunks } from '../pdf/byte-range.js';
import { concatBytes } from '../runtime/bytes.js';
import type { HashName } from '../runtime/hash-name.js';

/** Digests of the signed parts of one file, each made once: the file may be large and its signatures many. */
export class DocumentDigests {
  private readonly known = new Map<string, Promise<Uint8Array>>();

  constructor(private readonly bytes: Uint8Array) {}

  of(byteRange: ByteRange, algorithm: HashName): Promise<Uint8Array> {
    const key = `${algorithm} ${byteRange.join(' ')}`;
    const known = this.known.get(key) ?? digest(algorithm, signedChunks(this.bytes, byteRange));
    this.known.set(key, known);
    return known;
  }

  /** A copy of the signed parts: for old signatures, which are over the document itself. */
  bytesOf(byteRange: ByteRange): Uint8Array {
    return concatBytes(signedChunks(this.bytes, byteRange));
  }
}
