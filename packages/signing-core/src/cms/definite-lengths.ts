import { concatBytes } from '../runtime/bytes.js';
import { refuse } from './cms-refusal.js';

const MAX_DEPTH = 24;
const CONSTRUCTED = 0x20;
const OCTET_STRING = 0x04;
const BROKEN = 'The signature cannot be read.';

/**
 * One BER value with indefinite lengths (X.690 § 8.1.3.6) written with definite ones, and where it ends. BouncyCastle
 * and what is built on it write containers that way, by the thousand. Values that have their length are copied byte
 * for byte, so that certificates and signed attributes stay what was signed. Throws {@link CmsRefusal}.
 */
export function toDefiniteLengths(bytes: Uint8Array): { der: Uint8Array<ArrayBuffer>; end: number } {
  const { chunks, end } = readValue(bytes, 0, 0);
  return { der: concatBytes(chunks), end };
}

interface Rewritten {
  readonly chunks: readonly Uint8Array[];
  readonly end: number;
}

function readValue(bytes: Uint8Array, position: number, depth: number): Rewritten {
  const tag = bytes[position];
  const first = bytes[position + 1];
  // Long tags do not occur in a container.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth > MAX_DEPTH) refuse(BROKEN);
  if (first !== 0x80) {
    const end = endOfDefinite(bytes, position, first);
    return { chunks: [bytes.subarray(position, end)], end };
  }
  if ((tag & CONSTRUCTED) === 0) refuse(BROKEN);
  const { chunks, end } = readChildren(bytes, position + 2, tag, depth);
  const isText = (tag & ~CONSTRUCTED) === OCTET_STRING;
  return { chunks: [header(isText ? OCTET_STRING : tag, chunks), ...chunks], end };
}

/** Up to the two zeroes that end it. A text in pieces becomes one. */
function readChildren(bytes: Uint8Array, position: number, tag: number, depth: number): Rewritten {
  const chunks: Uint8Array[] = [];
  let at = position;
  while (bytes[at] !== 0 || bytes[at + 1] !== 0) {
    const child = readValue(bytes, at, depth + 1);
    if ((tag & ~CONSTRUCTED) === OCTET_STRING) chunks.push(pieceOf(bytes, at, child));
    else for (const chunk of child.chunks) chunks.push(chunk);
    at = child.end;
  }
  return { chunks, end: at + 2 };
}

function pieceOf(bytes: Uint8Array, position: number, { end }: Rewritten): Uint8Array {
  const first = bytes[position + 1] ?? 0x80;
  if (bytes[position] !== OCTET_STRING || first === 0x80) refuse(BROKEN);
  return bytes.subarray(position + 2 + (first < 0x80 ? 0 : first & 0x7f), end);
}

function endOfDefinite(bytes: Uint8Array, position: number, first: number): number {
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4) refuse(BROKEN);
  let length = lengthBytes === 0 ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (bytes[position + 2 + i] ?? 0);
  const end = position + 2 + lengthBytes + length;
  if (end > bytes.length) refuse('The signature is cut off.');
  return end;
}

function header(tag: number, chunks: readonly Uint8Array[]): Uint8Array {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.of(tag, ...(length < 0x80 ? [length] : [0x80 | digits.length, ...digits]));
}
