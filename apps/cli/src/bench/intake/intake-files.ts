import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';

type Bytes = Uint8Array<ArrayBuffer>;

/** A scan: one page with one picture of raw pixels, about as many bytes as asked for. No two are equal. */
export function scannedPage(byteSize: number): Bytes {
  const side = Math.floor(Math.sqrt(byteSize / 3));
  // Noise of one row, again and again: random for every pixel would measure the random numbers.
  const row = randomBytes(side * 3);
  const pixels = Buffer.alloc(side * side * 3);
  for (let at = 0; at < pixels.length; at += row.length) pixels.set(row, at);
  const head = `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
  return pdfOf([streamOf(Buffer.from('q 595 0 0 842 0 0 cm /P Do Q')), streamOf(pixels, head)]);
}

/** Files that mean harm, each by another way: work without end, memory without end, nothing at all. */
export const hostileFiles: Readonly<Record<string, () => Bytes>> = {
  /** 300 MB of drawing in 300 kB. */
  expandingContent: () => {
    const content = deflateSync(Buffer.alloc(300_000_000, '0 0 m 9 9 l S '));
    return pdfOf([streamOf(content, '/Filter /FlateDecode')]);
  },
  /** A million arrays, one inside of the other. */
  deepNesting: () => pdfOf([streamOf(Buffer.from('')), Buffer.from('['.repeat(1_000_000))]),
  /** Pages without end: two million strokes for the renderer. */
  endlessDrawing: () => pdfOf([streamOf(Buffer.from(strokes(2_000_000)))]),
  notAPdf: () => Uint8Array.from(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5_000_000)])),
};

function strokes(count: number): string {
  return Array.from({ length: count }, (_, n) => `${n % 595} 0 m ${(n * 7) % 595} 842 l S\n`).join('');
}

function streamOf(bytes: Uint8Array, entries = ''): Buffer {
  const head = Buffer.from(`<< ${entries} /Length ${bytes.byteLength} >>\nstream\n`);
  return Buffer.concat([head, bytes, Buffer.from('\nendstream')]);
}

/** Objects 4 and up; the first of them is the page's content, the second its picture where it has one. */
function pdfOf(objects: readonly Buffer[]): Bytes {
  const picture = objects.length > 1 ? '/Resources << /XObject << /P 5 0 R >> >>' : '/Resources << >>';
  const all = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${picture} /Contents 4 0 R >>`),
    ...objects,
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = parts[0]?.byteLength ?? 0;
  for (const [index, object] of all.entries()) {
    offsets.push(at);
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(part);
    at += part.byteLength;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = all.length + 1;
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  return Uint8Array.from(Buffer.concat([...parts, Buffer.from(tail)]));
}
