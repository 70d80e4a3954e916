import { damaged } from './damaged.js';

const WHITESPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));

/** 0 = regular character, 1 = white space, 2 = delimiter: one table look-up per byte instead of two set look-ups. */
const KIND = Uint8Array.from({ length: 256 }, (_, byte) =>
  WHITESPACE.has(byte) ? 1 : DELIMITERS.has(byte) ? 2 : 0,
);

export const isWhitespace = (byte: number | undefined): boolean => byte !== undefined && KIND[byte] === 1;
export const isRegular = (byte: number | undefined): boolean => byte !== undefined && KIND[byte] === 0;
export const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** First position at or after `position` that is neither white space nor inside a comment. */
export function skipSpace(bytes: Uint8Array, position: number): number {
  let at = position;
  for (;;) {
    while (isWhitespace(bytes[at])) at++;
    if (bytes[at] !== 0x25) return at;
    while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
  }
}

export function startsWith(bytes: Uint8Array, position: number, keyword: string): boolean {
  for (let i = 0; i < keyword.length; i++) {
    if (bytes[position + i] !== keyword.charCodeAt(i)) return false;
  }
  return true;
}

/** A keyword that ends where a token may end. */
export function isKeywordAt(bytes: Uint8Array, position: number, keyword: string): boolean {
  return startsWith(bytes, position, keyword) && !isRegular(bytes[position + keyword.length]);
}

export interface Scanned<T> {
  readonly value: T;
  /** First position after the token. */
  readonly end: number;
}

/** An unsigned integer token, or null. Bounded: a row of ten thousand digits is no number. */
export function scanUnsigned(bytes: Uint8Array, position: number): Scanned<number> | null {
  let at = position;
  let value = 0;
  while (isDigit(bytes[at]) && at - position < 16) {
    value = value * 10 + (bytes[at] ?? 0) - 0x30;
    at++;
  }
  return at === position || isRegular(bytes[at]) ? null : { value, end: at };
}

const ESCAPES: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };

/** A literal string (ISO 32000-2 § 7.3.4.2); `position` is at the opening parenthesis. */
export function scanLiteralString(bytes: Uint8Array, position: number): Scanned<Uint8Array> {
  const out: number[] = [];
  let depth = 1;
  let at = position + 1;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x5c) {
      at = scanEscape(bytes, at + 1, out);
      continue;
    }
    if (byte === 0x28) depth++;
    if (byte === 0x29 && --depth === 0) return { value: Uint8Array.from(out), end: at + 1 };
    out.push(byte);
  }
  throw damaged('a text string does not end');
}

/** Appends the escaped character and answers the position of its last byte. */
function scanEscape(bytes: Uint8Array, position: number, out: number[]): number {
  const byte = bytes[position] ?? 0;
  if (byte >= 0x30 && byte <= 0x37) {
    let at = position;
    let code = 0;
    while (at < position + 3 && (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x37) {
      code = code * 8 + (bytes[at] ?? 0) - 0x30;
      at++;
    }
    out.push(code & 0xff);
    return at - 1;
  }
  if (byte === 13) return bytes[position + 1] === 10 ? position + 1 : position;
  if (byte === 10) return position;
  out.push(ESCAPES[byte] ?? byte);
  return position;
}

const hexDigit = (byte: number): number => {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};

/** A hexadecimal string; `position` is at `<`. Anything but digits and white space is refused, not skipped. */
export function scanHexString(bytes: Uint8Array, position: number): Scanned<Uint8Array> {
  const close = bytes.indexOf(0x3e, position);
  if (close < 0) throw damaged('a hexadecimal string does not end');
  const out = new Uint8Array((close - position) >> 1);
  let digits = 0;
  for (let at = position + 1; at < close; at++) {
    const byte = bytes[at] ?? 0;
    if (KIND[byte] === 1) continue;
    const digit = hexDigit(byte);
    if (digit < 0) throw damaged('a hexadecimal string holds another character');
    const index = digits >> 1;
    out[index] = digits % 2 === 0 ? digit << 4 : (out[index] ?? 0) | digit;
    digits++;
  }
  return { value: out.subarray(0, (digits + 1) >> 1), end: close + 1 };
}

/** A name; `position` is at the slash. */
export function scanName(bytes: Uint8Array, position: number): Scanned<string> {
  let at = position + 1;
  let value = '';
  while (isRegular(bytes[at])) {
    const byte = bytes[at] ?? 0;
    const high = byte === 0x23 ? hexDigit(bytes[at + 1] ?? 0) : -1;
    const low = high >= 0 ? hexDigit(bytes[at + 2] ?? 0) : -1;
    value += String.fromCharCode(low >= 0 ? high * 16 + low : byte);
    at += low >= 0 ? 3 : 1;
  }
  return { value, end: at };
}
