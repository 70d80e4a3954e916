import fc from 'fast-check';
import { type StructureKind, writeStructure } from './write-structure.js';

/** What one page of a generated file is like. */
interface OddPage {
  readonly box: readonly [number, number, number, number];
  readonly crop: keyof typeof CROPS;
  readonly rotate: number;
  readonly userUnit: number;
  readonly content: keyof typeof CONTENTS;
}

export interface OddPdfPlan {
  readonly pages: readonly OddPage[];
  readonly structure: StructureKind;
  readonly extra: keyof typeof EXTRAS;
  readonly junkBytes: number;
}

const stream = (data: string, entries = ''): string =>
  `<<${entries} /Length ${data.length}>>\nstream\n${data}\nendstream`;

/** Contents that leave the graphics state in every kind of disorder, and still show something. */
const CONTENTS = {
  text: ['BT /F1 18 Tf 40 60 Td (Sample agreement) Tj ET'],
  'not restored': ['q q 0.5 0 0 0.5 30 20 cm BT /F1 18 Tf 20 60 Td (Half size) Tj ET'],
  'restored too often': ['BT /F1 14 Tf 20 40 Td (Before) Tj ET Q Q 1 0 0 rg 30 20 40 10 re f'],
  'a matrix that stays': ['0 1 -1 0 150 0 cm BT /F1 12 Tf 20 30 Td (Turned) Tj ET'],
  'a clip that stays': ['10 10 60 40 re W n 0 0 1 rg 0 0 200 200 re f'],
  'cut between streams': ['BT /F1 16 Tf 30 30 Td (Cut', ' in two) Tj ET'],
  'a form': ['q 1 0 0 1 20 20 cm /Fm1 Do Q'],
  'an inline picture': ['q 40 0 0 40 20 20 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\x80\xff\x40 EI Q'],
  'left open': ['/P BMC q BT /F1 12 Tf 20 30 Td (Open) Tj'],
  'a path left open': ['BT /F1 12 Tf 20 30 Td (Path) Tj ET 10 10 m 60 60 l'],
  'a tag': ['BT /F1 7 Tf 10 30 Td ({{text;role=a;name=b}} and words) Tj ET'],
  nothing: [''],
  none: [],
} as const;

/** What stands on the first page beside its content, and what that takes. */
interface Extra {
  readonly page: string;
  readonly catalog?: string;
  /** From number 60 on. */
  readonly objects?: readonly string[];
}

const widget = (entries: string, rectangle: string): string =>
  `<</Type /Annot /Subtype /Widget /F 4 /Rect [${rectangle}] /P 10 0 R ${entries}>>`;
const formOf = (fields: string): string =>
  `/AcroForm <</Fields [${fields}] /DA (/F1 10 Tf 0 g) /DR <</Font <</F1 3 0 R>>>>>>`;
const LOOK = stream('0 0 0.6 rg 2 2 6 6 re f', '/Type /XObject /Subtype /Form /BBox [0 0 10 10]');

const EXTRAS = {
  nothing: { page: '' },
  link: {
    page: '/Annots [<</Type /Annot /Subtype /Link /Rect [10 10 60 30] /A <</S /URI /URI (https://example.com)>>>>]',
  },
  script: { page: '/AA <</O <</S /JavaScript /JS (app.alert\\(1\\))>>>>' },
  field: {
    page: '/Annots [60 0 R]',
    catalog: formOf('60 0 R'),
    objects: [widget('/FT /Tx /T (city) /DA (/F1 10 Tf 0 g) /V (Bern)', '20 70 90 90')],
  },
  choices: {
    page: '/Annots [61 0 R 62 0 R 63 0 R 64 0 R]',
    catalog: formOf('60 0 R 63 0 R 64 0 R'),
    objects: [
      '<</FT /Btn /T (plan) /Ff 49152 /V /b /Kids [61 0 R 62 0 R]>>',
      widget('/Parent 60 0 R /AS /Off /AP <</N <</a 65 0 R>>>>', '20 70 30 80'),
      widget('/Parent 60 0 R /AS /b /AP <</N <</b 65 0 R>>>>', '40 70 50 80'),
      widget('/FT /Ch /T (colour) /Ff 131072 /Opt [(red) [(g) (green)]] /V (g)', '20 85 90 100'),
      widget('/FT /Tx /T (code) /Ff 16777216 /MaxLen 4 /V (A1)', '20 50 90 65'),
      LOOK,
    ],
  },
  picture: {
    page: '/Annots [60 0 R]',
    catalog: formOf('60 0 R'),
    objects: [
      widget('/FT /Btn /T (photo) /Ff 65536 /AP <</N 61 0 R>>', '20 70 60 90'),
      stream(
        'q 10 0 0 10 0 0 cm /I Do Q',
        '/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources <</XObject <</I 62 0 R>>>>',
      ),
      stream('\x40', '/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray'),
    ],
  },
  'names what is missing': { page: '/X 61 0 R /Y [62 0 R 999 0 R]', objects: ['<</Kind /Unused>>'] },
  stamp: {
    page: '/Annots [<</Type /Annot /Subtype /Stamp /F 4 /Rect [20 70 50 90] /AP <</N 60 0 R>>>>]',
    objects: [LOOK],
  },
  media: { page: '/Annots [<</Type /Annot /Subtype /Screen /Rect [10 10 60 30] /P 10 0 R>>]' },
} as const satisfies Record<string, Extra>;

type Box = OddPage['box'];
const CROPS = {
  none: () => null,
  inside: ([left, bottom, right, top]: Box) => [left + 10, bottom + 5, right - 20, top - 15],
  beyond: ([left, bottom, right, top]: Box) => [left - 500, bottom - 500, right + 500, (bottom + top) / 2],
  beside: ([, bottom, right]: Box) => [right + 10, bottom, right + 60, bottom + 50],
} as const;

const side = fc.constantFrom(120, 300, 595, 842, 3_000);
const corner = fc.constantFrom(0, -50, 17.5);
const page: fc.Arbitrary<OddPage> = fc
  .record({
    left: corner,
    bottom: corner,
    width: side,
    height: side,
    rotate: fc.constantFrom(0, 90, 180, 270, -90, 450, 45),
    userUnit: fc.constantFrom(1, 1, 2, 0.5),
    crop: fc.constantFrom(...(Object.keys(CROPS) as (keyof typeof CROPS)[])),
    content: fc.constantFrom(...(Object.keys(CONTENTS) as (keyof typeof CONTENTS)[])),
  })
  .map(({ left, bottom, width, height, ...rest }) => ({
    ...rest,
    box: [left, bottom, left + width, bottom + height] as const,
  }));

/** Files a strict reader can read, of every structure, geometry and habit that ordinary programs write. */
export const oddPdfPlan: fc.Arbitrary<OddPdfPlan> = fc.record({
  pages: fc.array(page, { minLength: 1, maxLength: 4 }),
  structure: fc.constantFrom<StructureKind>('table', 'stream', 'object-streams', 'hybrid'),
  extra: fc.constantFrom(...(Object.keys(EXTRAS) as (keyof typeof EXTRAS)[])),
  junkBytes: fc.constantFrom(0, 0, 300),
});

/**
 * The same without what programs differ on by themselves: crop boxes beyond the page, half quarter turns, and content that
 * restores more states than it saved, after which poppler shows nothing.
 */
export const agreedPdfPlan: fc.Arbitrary<OddPdfPlan> = oddPdfPlan.map((plan) => ({
  ...plan,
  pages: plan.pages.map((one) => ({
    ...one,
    rotate: one.rotate === 45 ? 0 : one.rotate,
    crop: one.crop === 'none' ? one.crop : 'inside',
    content: one.content === 'restored too often' ? 'not restored' : one.content,
  })),
}));

export function oddPdf({ pages, structure, extra, junkBytes }: OddPdfPlan): Uint8Array {
  const bytes = writeStructure(objectsOf(pages, EXTRAS[extra]), structure);
  return Buffer.concat([Buffer.alloc(junkBytes, 'x'), bytes]);
}

const FIRST_EXTRA = 60;

function objectsOf(pages: readonly OddPage[], extra: Extra): Map<number, string> {
  const kids = pages.map((_, index) => `${10 + index * 10} 0 R`).join(' ');
  const objects = new Map([
    [1, `<</Type /Catalog /Pages 2 0 R ${extra.catalog ?? ''}>>`],
    [2, `<</Type /Pages /Kids [${kids}] /Count ${pages.length} /Resources 4 0 R>>`],
    [3, '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>'],
    [4, '<</Font <</F1 3 0 R>> /XObject <</Fm1 6 0 R>>>>'],
    [7, '<</Producer (A program that hides it from readers of old)>>'],
    [6, stream('0 0.5 0 rg 0 0 50 30 re f', '/Type /XObject /Subtype /Form /BBox [0 0 50 30]')],
  ]);
  for (const [index, { box, crop, rotate, userUnit, content }] of pages.entries()) {
    const own = 10 + index * 10;
    const parts = CONTENTS[content];
    for (const [part, data] of parts.entries()) objects.set(own + 1 + part, stream(data));
    const contents =
      parts.length === 0 ? '' : `/Contents [${parts.map((_, part) => `${own + 1 + part} 0 R`).join(' ')}]`;
    const cropped = CROPS[crop](box);
    const boxes = `/MediaBox [${box.join(' ')}] ${cropped ? `/CropBox [${cropped.join(' ')}]` : ''}`;
    objects.set(
      own,
      `<</Type /Page /Parent 2 0 R ${boxes} /Rotate ${rotate} /UserUnit ${userUnit} ${contents} ${index === 0 ? extra.page : ''}>>`,
    );
  }
  for (const [index, body] of (extra.objects ?? []).entries()) objects.set(FIRST_EXTRA + index, body);
  return objects;
}
