import { deflateSync } from 'node:zlib';
import type { PdfReport } from '../intake/report.js';
import { samplePdf } from './sample-pdf.js';

export interface KindOfUpload {
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly verdict: PdfReport['verdict'];
  /** Of the refusal, or of the only reason; null when there is nothing to say. */
  readonly code: string | null;
}

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const stream = (entries: string, data: string): string =>
  `<<${entries} /Length ${data.length}>>\nstream\n${data}\nendstream`;
const packed = (data: string | Uint8Array): string => deflateSync(data).toString('latin1');

/** Each draws the next one ten times. */
const chain = (depth: number, entries: (next: number) => string, draw: string): string[] =>
  Array.from({ length: depth }, (_, level) =>
    stream(entries(51 + level), level === depth - 1 ? '0 0 1 1 re f' : draw.repeat(10)),
  );

const FORM = (next: number): string =>
  `/Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</N ${next} 0 R>>>>`;
const PATTERN = (next: number): string =>
  `/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <</Pattern <</P ${next} 0 R>>>>`;

const BOMBS: readonly (readonly [kind: string, bytes: Uint8Array])[] = [
  [
    'content that unpacks to 200 MB',
    samplePdf({ contentEntries: '/Filter /FlateDecode', content: packed(Buffer.alloc(200_000_000, 32)) }),
  ],
  [
    'forms that draw forms',
    samplePdf({
      content: '/N Do',
      resources: '/XObject <</N 50 0 R>>',
      extraObjects: chain(9, FORM, '/N Do '),
    }),
  ],
  [
    'patterns that paint patterns',
    samplePdf({
      content: '/Pattern cs /P scn 0 0 9 9 re f',
      resources: '/Pattern <</P 50 0 R>>',
      extraObjects: chain(9, PATTERN, '/P scn 0 0 9 9 re f '),
    }),
  ],
  [
    'the look of an annotation that draws forms',
    samplePdf({
      catalog: '/X 70 0 R',
      extraObjects: chain(9, FORM, '/N Do '),
      page: '/Annots [<</Subtype /Stamp /Rect [0 0 9 9] /AP <</N 50 0 R>>>>]',
    }),
  ],
  [
    'runs of one byte',
    samplePdf({
      contentEntries: '/Filter [/FlateDecode /RunLengthDecode]',
      content: packed(Buffer.alloc(1_200_000, Buffer.of(129, 32))),
    }),
  ],
];

const EXTERNAL: readonly (readonly [kind: string, bytes: Uint8Array])[] = [
  ['content from a URL', samplePdf({ contentEntries: '/F (http://127.0.0.1:9)' })],
  [
    'a picture from a URL',
    samplePdf({
      content: '/I Do',
      resources: '/XObject <</I 50 0 R>>',
      extraObjects: [stream('/Subtype /Image /Width 1 /Height 1 /F (http://127.0.0.1:9)', '')],
    }),
  ],
  [
    'a page of another file',
    samplePdf({
      content: '/I Do',
      resources: '/XObject <</I 50 0 R>>',
      extraObjects: [stream('/Subtype /Form /BBox [0 0 9 9] /Ref <</F (other.pdf) /Page 0>>', '')],
    }),
  ],
];

const UNKNOWN_PACKING: readonly (readonly [kind: string, bytes: Uint8Array])[] = [
  ['content that most readers cannot unpack', samplePdf({ contentEntries: '/Filter /BrotliDecode' })],
  [
    'a picture that most readers cannot unpack',
    samplePdf({
      content: '/I Do',
      resources: '/XObject <</I 50 0 R>>',
      extraObjects: [stream('/Subtype /Image /Width 1 /Height 1 /Filter [/FlateDecode /BrotliDecode]', '')],
    }),
  ],
  ['content packed as a picture', samplePdf({ contentEntries: '/Filter /DCTDecode' })],
];

const edited = (from: string | RegExp, to: string): Uint8Array =>
  latin1(textOf(samplePdf()).replace(from, to));

/** What readers put together again, and so do we. */
const DAMAGED: readonly (readonly [kind: string, bytes: Uint8Array])[] = [
  ['a table of contents that is elsewhere', edited(/startxref\n\d+/, 'startxref\n0')],
  ['a table of contents that is shifted', edited('/Type /Font', '/Type     /Font')],
  ['a stream that is longer than it says', edited(/\/Length \d+/, '/Length 3')],
  ['a first line with a slip', edited('%PDF-', '%PFD-')],
  ['a trailer with an odd token', edited('/Root 1 0 R', '/Root 1 0 R /K }')],
  ['a page without a size', edited(/\/MediaBox \[[^\]]*\]/, '')],
  ['a page that stands twice', edited('/Kids [10 0 R] /Count 1', '/Kids [10 0 R 10 0 R] /Count 2')],
  [
    'packed content that is cut off',
    samplePdf({
      contentEntries: '/Filter /FlateDecode',
      content: packed('BT /F1 18 Tf 72 720 Td (Sample) Tj ET').slice(0, -4),
    }),
  ],
];

/** Of each kind of upload that has an answer of its own, a small one: what the corpus beside the repository has more of. */
export function kindsOfUploads(): KindOfUpload[] {
  const refused = (code: string) => (entry: readonly [string, Uint8Array]) =>
    ({ kind: entry[0], bytes: entry[1], verdict: 'reject', code }) as const;
  const warned = (code: string) => (entry: readonly [string, Uint8Array]) =>
    ({ kind: entry[0], bytes: entry[1], verdict: 'accept-after-warning', code }) as const;
  return [
    ...BOMBS.map(refused('pdf-too-complex')),
    ...EXTERNAL.map(refused('pdf-external-content')),
    ...UNKNOWN_PACKING.map(refused('pdf-damaged')),
    ...DAMAGED.map(warned('pdf-repaired')),
  ];
}
