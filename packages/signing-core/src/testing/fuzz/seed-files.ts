import { corpusFiles, readCorpusFile } from '../corpus.js';
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

/** Small files of every kind, and those of the corpus where it is there. */
export function seedFiles(): Uint8Array[] {
  const fromCorpus = corpusFiles()
    .map(({ file }) => readCorpusFile(file))
    .filter(({ length }) => length > 0 && length <= LARGEST_BYTES);
  return [...SAMPLES.map((options) => samplePdf(options)), ...fromCorpus];
}
