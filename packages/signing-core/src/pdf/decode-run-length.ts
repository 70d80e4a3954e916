import { SigningError } from '../errors.js';

const END = 128;

/** RunLengthDecode (ISO 32000-2 § 7.4.5). Throws `pdf-too-complex` beyond `maxBytes`. */
export function decodeRunLength(data: Uint8Array, maxBytes: number): Uint8Array {
  const out = new Uint8Array(unpackedLength(data, maxBytes));
  let length = 0;
  for (let at = 0; at < data.length; ) {
    const count = data[at++] ?? END;
    if (count === END) break;
    if (count < END) {
      const run = data.subarray(at, at + count + 1);
      out.set(run, length);
      length += run.length;
      at += count + 1;
    } else {
      out.fill(data[at++] ?? 0, length, length + 257 - count);
      length += 257 - count;
    }
  }
  return out.subarray(0, length);
}

function unpackedLength(data: Uint8Array, maxBytes: number): number {
  let length = 0;
  for (let at = 0; at < data.length; ) {
    const count = data[at] ?? END;
    if (count === END) break;
    length += count < END ? count + 1 : 257 - count;
    at += count < END ? count + 2 : 2;
    if (length > maxBytes) {
      throw new SigningError(
        'pdf-too-complex',
        'This PDF expands to far more data than a document needs. Print it to a new PDF and use that.',
      );
    }
  }
  return length;
}
