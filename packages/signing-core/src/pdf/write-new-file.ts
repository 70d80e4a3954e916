import { createHash } from 'node:crypto';
import { dict, type PdfDict, type PdfObject, PdfRef, PdfStream, PdfString } from './objects.js';
import { serialise } from './serialise.js';

/**
 * A whole PDF 1.7 file (ISO 32000-1 § 7.5) of objects numbered from 1 in their order; the first is the catalogue. Equal
 * objects give equal bytes.
 */
export function writeNewFile(objects: readonly PdfObject[]): Uint8Array {
  const chunks: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = chunks[0]?.length ?? 0;
  const write = (chunk: Uint8Array | string) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk;
    chunks.push(bytes);
    length += bytes.length;
  };
  for (const [index, value] of objects.entries()) {
    offsets.push(length);
    write(`${index + 1} 0 obj\n`);
    if (value instanceof PdfStream) {
      write(`${serialise(value.dict.set('Length', value.data.length))}\nstream\n`);
      write(value.data);
      write('\nendstream\nendobj\n');
    } else write(`${serialise(value)}\nendobj\n`);
  }
  const startOfTable = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  write(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`);
  write(`trailer\n${serialise(trailer(objects.length + 1, chunks))}\nstartxref\n${startOfTable}\n%%EOF\n`);
  return new Uint8Array(Buffer.concat(chunks));
}

function trailer(size: number, written: readonly Uint8Array[]): PdfDict {
  const hash = createHash('sha256');
  for (const chunk of written) hash.update(chunk);
  const id = new PdfString(hash.digest().subarray(0, 16), true);
  return dict({ Size: size, Root: new PdfRef(1, 0), ID: [id, id] });
}
