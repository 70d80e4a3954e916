import { fromLatin1, latin1 } from '../runtime/bytes.js';

/**
 * PDF objects as plain values (ISO 32000-2 § 7.3). Numbers, booleans, null and arrays are JavaScript's own;
 * what JavaScript has no word for is a small class.
 */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfDict | PdfValue[];
export type PdfObject = PdfValue | PdfStream;

/** A name, decoded: `/A#20B` is `A B`, one character per byte. */
export class PdfName {
  constructor(readonly value: string) {}
}

export class PdfRef {
  constructor(
    readonly objectNumber: number,
    readonly generation: number,
  ) {}
}

/** `start` and `end` are file offsets of the token with its delimiters; -1 when it was not read from a file. */
export class PdfString {
  constructor(
    readonly bytes: Uint8Array,
    readonly isHex: boolean,
    readonly start = -1,
    readonly end = -1,
  ) {}
}

export class PdfDict extends Map<string, PdfValue> {
  /** Two readers may disagree on which of two equal keys counts: a signature dictionary must have none. */
  hasDuplicateKey = false;
}

export class PdfStream {
  constructor(
    readonly dict: PdfDict,
    /** Still encoded, a view into the file. */
    readonly data: Uint8Array,
  ) {}
}

export const name = (value: string): PdfName => new PdfName(value);

export const dict = (entries: Record<string, PdfValue>): PdfDict => new PdfDict(Object.entries(entries));

export const isName = (value: PdfObject | undefined, expected: string): boolean =>
  value instanceof PdfName && value.value === expected;

/**
 * Text as a hexadecimal string, PDFDocEncoding for ASCII and UTF-16BE otherwise (ISO 32000-2 § 7.9.2.2).
 * Always hexadecimal: a literal string with an unescaped parenthesis lets a display name write dictionary keys.
 */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return new PdfString(fromLatin1(text), true);
  return new PdfString(utf16BigEndian(`\uFEFF${text}`), true);
}

/** The reverse of {@link textString}; PDFDocEncoding beyond ASCII is read as Latin-1. */
export function readTextString(value: PdfString): string {
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) {
    return readUtf16BigEndian(bytes.subarray(2));
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(3));
  }
  return latin1(bytes);
}

function utf16BigEndian(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) >> 8;
    bytes[2 * i + 1] = text.charCodeAt(i) & 0xff;
  }
  return bytes;
}

function readUtf16BigEndian(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  }
  return text;
}
