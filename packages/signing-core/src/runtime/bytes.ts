/** Work on bytes with the language alone: the same in Node and in a browser. */

const CHUNK = 8192;

/** One character per byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return text;
}

/** The reverse of {@link latin1}; only the low eight bits of each character count. */
export function fromLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Null when the text is not pairs of hexadecimal digits. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Not in constant time: for public data. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let at = 0;
  // Four bytes at a time where both views allow it: whole documents are compared.
  if (left.byteOffset % 4 === 0 && right.byteOffset % 4 === 0) {
    const words = left.length >> 2;
    const leftWords = new Int32Array(left.buffer, left.byteOffset, words);
    const rightWords = new Int32Array(right.buffer, right.byteOffset, words);
    for (let i = 0; i < words; i++) if (leftWords[i] !== rightWords[i]) return false;
    at = words << 2;
  }
  for (; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
}

/** Order of the bytes, a prefix first: the order DER sorts a SET OF in. Negative, zero or positive. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const matchesAt = (bytes: Uint8Array, needle: Uint8Array, at: number): boolean =>
  needle.every((byte, index) => bytes[at + index] === byte);

/** First position of `needle` at or after `from`, or -1. */
export function indexOfBytes(bytes: Uint8Array, needle: Uint8Array, from = 0): number {
  const first = needle[0];
  if (first === undefined) return from;
  let at = bytes.indexOf(first, from);
  while (at >= 0 && !matchesAt(bytes, needle, at)) at = bytes.indexOf(first, at + 1);
  return at;
}

/** Last position of `needle`, or -1. */
export function lastIndexOfBytes(bytes: Uint8Array, needle: Uint8Array): number {
  const first = needle[0];
  if (first === undefined) return bytes.length;
  let at = bytes.lastIndexOf(first, bytes.length - needle.length);
  while (at >= 0 && !matchesAt(bytes, needle, at)) at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1);
  return at;
}
