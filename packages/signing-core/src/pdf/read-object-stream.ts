import { damaged } from './damaged.js';
import { decodeStream } from './decode-stream.js';
import { scanUnsigned, skipSpace } from './lexer.js';
import type { PdfObject, PdfStream } from './objects.js';

const MAX_OBJECT_STREAM_BYTES = 64 * 1024 * 1024;

export interface ObjectStreamIndex {
  readonly data: Uint8Array;
  readonly offsets: readonly { readonly objectNumber: number; readonly at: number }[];
}

/** Unpacks an object stream and finds its objects (ISO 32000-2 § 7.5.7). Throws `pdf-damaged`, `pdf-too-complex`. */
export function readObjectStream(
  stream: PdfStream,
  resolve: (value: PdfObject | undefined) => PdfObject,
): ObjectStreamIndex {
  const data = decodeStream(stream, resolve, MAX_OBJECT_STREAM_BYTES);
  const first = resolve(stream.dict.get('First'));
  const count = resolve(stream.dict.get('N'));
  if (!data || typeof first !== 'number' || typeof count !== 'number')
    throw damaged('an object stream cannot be read');
  return { data, offsets: readHeader(data, first, count) };
}

function readHeader(data: Uint8Array, first: number, count: number): ObjectStreamIndex['offsets'] {
  const offsets: { objectNumber: number; at: number }[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const objectNumber = scanUnsigned(data, skipSpace(data, at));
    const offset = objectNumber && scanUnsigned(data, skipSpace(data, objectNumber.end));
    if (!offset) throw damaged('an object stream cannot be read');
    offsets.push({ objectNumber: objectNumber.value, at: first + offset.value });
    at = offset.end;
  }
  return offsets;
}
