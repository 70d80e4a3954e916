import { corpusFiles, readCorpusFile } from '../corpus.js';
import { kindsOfUploads } from '../kinds-of-uploads.js';
import { type SamplePdfOptions, samplePdf } from '../sample-pdf.js';

/** Larger ones cost time and hold no other syntax. */
const LARGEST_BYTES = 150_000;

const SAMPLES: readonly SamplePdfOptions[] = [
  {},
  { crossReference: 'stream', rotations: [90, 0], inherited: true },
  { form: 'indirect', catalog: '/OpenAction <</S /JavaScript /JS (1) /Next [<</S /GoTo>>]>>' },
  {
    content: '/OC /L BDC 0 0 9 9 re f EMC /N Do BI /W 1 /H 1 /BPC 8 /CS /G ID x EI',
    resources: '/Properties <</L 50 0 R>> /XObject <</N 51 0 R>>',
    catalog: '/OCProperties <</OCGs [50 0 R] /D <</OFF [50 0 R] /Order [50 0 R]>>>>',
    extraObjects: [
      '<</Type /OCG /Name (Layer)>>',
      '<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /OC 50 0 R /Resources <<>> /Length 11>>\nstream\n0 0 9 9 re f\nendstream',
    ],
  },
  {
    catalog:
      '/Outlines 50 0 R /StructTreeRoot 51 0 R /Names <</EmbeddedFiles <</Names [(a) 52 0 R]>>>> /MarkInfo <</Marked true>>',
    extraObjects: [
      '<</First 53 0 R /Last 53 0 R /Count 1>>',
      '<</Type /StructTreeRoot /K <</Type /StructElem /S /Document /P 51 0 R /K 0 /Pg 10 0 R>> /ParentTree <</Nums [0 51 0 R]>>>>',
      '<</Type /Filespec /F (a) /EF <</F 4 0 R>>>>',
      '<</Title (One) /Parent 50 0 R /Dest [10 0 R /Fit]>>',
    ],
  },
];

const FORM: SamplePdfOptions = {
  catalog:
    '/AcroForm <</Fields [50 0 R 51 0 R 52 0 R 53 0 R] /DA (/F1 9 Tf 0 g) /DR <</Font <</F1 3 0 R>>>>>>',
  page: '/Annots [50 0 R 51 0 R 52 0 R 54 0 R 55 0 R]',
  extraObjects: [
    '<</Subtype /Widget /FT /Tx /T (comb) /Ff 16777216 /MaxLen 6 /Rect [9 9 99 29] /MK <</BC [1 0 0]>>>>',
    '<</Subtype /Widget /FT /Ch /T (choice) /Ff 131072 /Opt [(a) [(b) (B)]] /V (a) /Rect [9 39 99 59]>>',
    '<</Subtype /Widget /FT /Sig /T (sign) /Rect [9 69 99 89]>>',
    '<</FT /Btn /T (radio) /Ff 49152 /Kids [54 0 R 55 0 R]>>',
    '<</Subtype /Widget /Parent 53 0 R /AS /Off /AP <</N <</x 4 0 R /Off 4 0 R>>>> /Rect [9 99 19 109]>>',
    '<</Subtype /Widget /Parent 53 0 R /AS /y /AP <</N <</y 4 0 R /Off 4 0 R>>>> /Rect [29 99 39 109]>>',
  ],
};
const TAGS: SamplePdfOptions = {
  content:
    'BT /F1 9 Tf 72 720 Td ({{signature;role=buyer;required}}) Tj 0 -30 Td [({{da) 3 (te;role=buyer}})] TJ ET',
};
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==';

/** Small files of every kind, and those of the corpus where it is there. */
export function seedFiles(): Uint8Array[] {
  const fromCorpus = corpusFiles()
    .map(({ file }) => readCorpusFile(file))
    .filter(({ length }) => length > 0 && length <= LARGEST_BYTES);
  const kinds = kindsOfUploads()
    .map(({ bytes }) => bytes)
    .filter(({ length }) => length <= LARGEST_BYTES);
  const own = [...SAMPLES, FORM, TAGS].map((options) => samplePdf(options));
  return [...own, new Uint8Array(Buffer.from(PNG, 'base64')), ...kinds, ...fromCorpus];
}
