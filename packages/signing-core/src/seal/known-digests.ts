import { digestByteRange } from './digest-byte-range.js';
import type { PreparedPdf } from './stages.js';

/** Stages whose digest was computed here, over the very bytes they hold. */
const computedHere = new WeakSet<PreparedPdf>();

export function rememberDigest(prepared: PreparedPdf): PreparedPdf {
  computedHere.add(prepared);
  return prepared;
}

/**
 * Whether the bytes still have the digest that was signed. A stage that comes from elsewhere (cloned, stored, sent)
 * is hashed again; one that never left this process is not, which halves the cost of sealing a large file.
 */
export function hasItsDigest(prepared: PreparedPdf): boolean {
  const { bytes, byteRange, digestAlgorithm, digest } = prepared;
  return (
    computedHere.has(prepared) ||
    Buffer.compare(digestByteRange(bytes, byteRange, digestAlgorithm), digest) === 0
  );
}
