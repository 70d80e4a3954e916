/** One document of the benchmark. Equal ids give equal bytes on every machine. */
export interface BenchInput {
  readonly id: 'one-page' | 'ten-pages' | 'thousand-pages' | 'scan';
  readonly title: string;
  readonly pageCount: number;
  make(): Uint8Array<ArrayBuffer>;
}

const A4 = { width: 595, height: 842 } as const;
/** A4 in grey at 150 dpi. */
const SCAN = { width: 1240, height: 1754 } as const;
const LINES_PER_PAGE = 52;
const LINE =
  'This agreement is made between the parties named below and takes effect on the day of the last signature.';

export const benchInputs: readonly BenchInput[] = [
  { id: 'one-page', title: '1 page, 5 kB', pageCount: 1, make: () => textDocument(1) },
  { id: 'ten-pages', title: '10 pages, 41 kB', pageCount: 10, make: () => textDocument(10) },
  { id: 'thousand-pages', title: '1000 pages, 4 MB', pageCount: 1000, make: () => textDocument(1000) },
  { id: 'scan', title: '21 scanned pages, 46 MB', pageCount: 21, make: () => scannedDocument(21) },
];

const FONT = '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>';

function textDocument(pageCount: number): Uint8Array<ArrayBuffer> {
  const pages = Array.from({ length: pageCount }, (_, pageIndex) => [
    pageObject(pageIndex, '/Font <</F1 3 0 R>>'),
    latin1(stream('', textContent(pageIndex + 1))),
  ]);
  return writePdf([...head(pageCount), FONT].map(latin1).concat(pages.flat()));
}

/** Full-page images without a filter, so that the file is as incompressible as real scans are. */
function scannedDocument(pageCount: number): Uint8Array<ArrayBuffer> {
  const pages = Array.from({ length: pageCount }, (_, pageIndex) => [
    pageObject(pageIndex, `/XObject <</Im ${4 + pageCount * 2 + pageIndex} 0 R>>`),
    latin1(stream('', `q ${A4.width} 0 0 ${A4.height} 0 0 cm /Im Do Q`)),
  ]);
  const images = Array.from({ length: pageCount }, (_, pageIndex) => image(pageIndex));
  return writePdf([...head(pageCount), FONT].map(latin1).concat(pages.flat(), images));
}

function head(pageCount: number): string[] {
  const kids = Array.from({ length: pageCount }, (_, pageIndex) => `${4 + pageIndex * 2} 0 R`).join(' ');
  return ['<</Type /Catalog /Pages 2 0 R>>', `<</Type /Pages /Kids [${kids}] /Count ${pageCount}>>`];
}

function pageObject(pageIndex: number, resources: string): Buffer {
  const box = `/MediaBox [0 0 ${A4.width} ${A4.height}]`;
  return latin1(
    `<</Type /Page /Parent 2 0 R ${box} /Contents ${5 + pageIndex * 2} 0 R /Resources <<${resources}>>>>`,
  );
}

function textContent(pageNumber: number): string {
  const lines = Array.from(
    { length: LINES_PER_PAGE },
    (_, row) => `(${String(pageNumber).padStart(4, '0')}.${row} ${LINE.slice(0, 56)}) Tj T*`,
  );
  return `BT /F1 9 Tf 12 TL 60 780 Td\n${lines.join('\n')}\nET`;
}

/** Grey noise from a xorshift generator: the same on every machine, and no compressor gains on it. */
function image(pageIndex: number): Buffer {
  const words = new Uint32Array((SCAN.width * SCAN.height) / 4);
  let state = 0x9e3779b9 ^ (pageIndex + 1);
  for (let index = 0; index < words.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  const size = `/Width ${SCAN.width} /Height ${SCAN.height} /BitsPerComponent 8 /ColorSpace /DeviceGray`;
  const dictionary = `<</Type /XObject /Subtype /Image ${size} /Length ${words.byteLength}>>`;
  return Buffer.concat([latin1(`${dictionary}\nstream\n`), Buffer.from(words.buffer), latin1('\nendstream')]);
}

function stream(entries: string, content: string): string {
  return `<</Length ${content.length} ${entries}>>\nstream\n${content}\nendstream`;
}

function writePdf(bodies: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const push = (chunk: Buffer): void => {
    chunks.push(chunk);
    length += chunk.length;
  };
  push(latin1('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n'));
  const rows = bodies.map((body, index) => {
    const row = `${String(length).padStart(10, '0')} 00000 n \n`;
    for (const chunk of [latin1(`${index + 1} 0 obj\n`), body, latin1('\nendobj\n')]) push(chunk);
    return row;
  });
  const size = bodies.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`;
  const trailer = `trailer\n<</Size ${size} /Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`;
  push(latin1(table + trailer));
  return new Uint8Array(Buffer.concat(chunks));
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
