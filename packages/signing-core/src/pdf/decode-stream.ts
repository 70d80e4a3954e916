import { inflate } from '#runtime';
import { SigningError } from '../errors.js';
import { fromHex, latin1 } from '../runtime/bytes.js';
import { damaged } from './damaged.js';
import { decodeLzw } from './decode-lzw.js';
import { decodeRunLength } from './decode-run-length.js';
import { PdfDict, PdfName, type PdfObject, type PdfStream } from './objects.js';

type Resolve = (value: PdfObject | undefined) => PdfObject;

/**
 * Decodes a structural stream (object stream, cross-reference stream, page content).
 * `maxBytes` bounds what a bomb may expand to. Throws `pdf-damaged` for broken data and `pdf-too-complex` for
 * too much of it; answers null for a filter this reader does not know.
 */
export function decodeStream(stream: PdfStream, resolve: Resolve, maxBytes: number): Uint8Array | null {
  const filters = asList(resolve(stream.dict.get('Filter')));
  const parameters = asList(resolve(stream.dict.get('DecodeParms')));
  let data = stream.data;
  for (const [index, filter] of filters.entries()) {
    const filterName = resolve(filter);
    const parameter = resolve(parameters[index]);
    const decode = filterName instanceof PdfName ? DECODERS[filterName.value] : undefined;
    if (!decode) return null;
    data = decode(
      data,
      maxBytes,
      parameter instanceof PdfDict ? resolve(parameter.get('EarlyChange')) : null,
    );
    if (parameter instanceof PdfDict) data = undoPredictor(data, parameter, resolve);
  }
  return data;
}

const asList = (value: PdfObject): PdfObject[] =>
  value === null ? [] : Array.isArray(value) ? value : [value];

type Decoder = (data: Uint8Array, maxBytes: number, earlyChange: PdfObject) => Uint8Array;

const DECODERS: Readonly<Record<string, Decoder>> = {
  FlateDecode: inflateBounded,
  Fl: inflateBounded,
  ASCIIHexDecode: decodeAsciiHex,
  AHx: decodeAsciiHex,
  ASCII85Decode: decodeAscii85,
  A85: decodeAscii85,
  LZWDecode: lzw,
  LZW: lzw,
  RunLengthDecode: decodeRunLength,
  RL: decodeRunLength,
};

function lzw(data: Uint8Array, maxBytes: number, earlyChange: PdfObject): Uint8Array {
  return decodeLzw(data, maxBytes, earlyChange === 0 ? 0 : 1);
}

function inflateBounded(data: Uint8Array, maxBytes: number): Uint8Array {
  // Of nothing at all every reader makes nothing.
  if (data.length === 0) return data;
  try {
    return inflate(data, maxBytes);
  } catch (cause) {
    if (cause instanceof RangeError) throw tooMuchData(cause);
    throw damaged('compressed data cannot be unpacked', cause);
  }
}

function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const text = latin1(data).split('>')[0]?.replace(/\s+/g, '') ?? '';
  const decoded = fromHex(text.length % 2 === 0 ? text : `${text}0`);
  if (!decoded) throw damaged('hexadecimal data cannot be unpacked');
  return decoded;
}

function decodeAscii85(data: Uint8Array, maxBytes: number): Uint8Array {
  const text =
    latin1(data)
      .replace(/^\s*<~/, '')
      .split('~')[0]
      ?.replace(/\s+/g, '') ?? '';
  // Each `z` stands for four bytes, and every other five characters too.
  const zeros = text.split('z').length - 1;
  const length = zeros * 4 + Math.ceil((text.length - zeros) / 5) * 4;
  if (length > maxBytes + 4) throw tooMuchData();
  const out = new Uint8Array(length);
  let end = 0;
  for (let at = 0; at < text.length; ) {
    if (text[at] === 'z') {
      end += 4;
      at++;
      continue;
    }
    const group = text.slice(at, at + 5);
    let value = 0;
    for (const character of group.padEnd(5, 'u')) value = value * 85 + character.charCodeAt(0) - 33;
    for (let part = 0; part < group.length - 1; part++) out[end++] = (value >>> (24 - 8 * part)) & 0xff;
    at += 5;
  }
  return out.subarray(0, end);
}

function tooMuchData(cause?: unknown): SigningError {
  return new SigningError(
    'pdf-too-complex',
    'This PDF expands to far more data than a document needs. Print it to a new PDF and use that.',
    { cause },
  );
}

/** PNG predictors (ISO 32000-2 § 7.4.4.4); TIFF predictor 2 does not occur in structural streams. */
function undoPredictor(data: Uint8Array, parameters: PdfDict, resolve: Resolve): Uint8Array {
  const integer = (key: string, fallback: number): number => {
    const value = resolve(parameters.get(key));
    return typeof value === 'number' ? value : fallback;
  };
  const predictor = integer('Predictor', 1);
  if (predictor === 1) return data;
  const bitsPerPixel = integer('Colors', 1) * integer('BitsPerComponent', 8);
  const pixelBytes = Math.max(1, bitsPerPixel >> 3);
  const rowBytes = Math.ceil((integer('Columns', 1) * bitsPerPixel) / 8);
  if (predictor < 10 || rowBytes < 1 || rowBytes > 1 << 20)
    throw damaged('compressed data is laid out oddly');
  const rows = Math.floor((data.length + rowBytes) / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    undoRow(
      data.subarray(row * (rowBytes + 1), (row + 1) * (rowBytes + 1)),
      out,
      row * rowBytes,
      pixelBytes,
      rowBytes,
    );
  }
  return out;
}

function undoRow(
  source: Uint8Array,
  out: Uint8Array,
  start: number,
  pixelBytes: number,
  rowBytes: number,
): void {
  const kind = source[0] ?? 0;
  for (let i = 0; i < source.length - 1; i++) {
    const left = i >= pixelBytes ? (out[start + i - pixelBytes] ?? 0) : 0;
    const up = start > 0 ? (out[start + i - rowBytes] ?? 0) : 0;
    const upLeft = start > 0 && i >= pixelBytes ? (out[start + i - rowBytes - pixelBytes] ?? 0) : 0;
    out[start + i] = (source[i + 1] ?? 0) + predict(kind, left, up, upLeft);
  }
}

function predict(kind: number, left: number, up: number, upLeft: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toCorner] = [left, up, upLeft].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : upLeft;
}
