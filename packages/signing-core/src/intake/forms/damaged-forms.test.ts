import { expect, it } from 'vitest';
import { SigningError } from '../../errors.js';
import { loadFonts } from '../../fonts/index.js';
import { decodedContent } from '../../pdf/page-content.js';
import { walkPages } from '../../pdf/page-tree.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { damageFile } from '../../testing/fuzz/damage-file.js';
import { Random } from '../../testing/fuzz/random.js';
import { sampleForm, sampleStream } from '../../testing/sample-form.js';
import { normalisePdf } from '../normalise/normalise-pdf.js';
import { trackText } from '../tags/track-text.js';
import { findDateFields } from './find-date-fields.js';
import { findFormFields } from './find-form-fields.js';
import { flattenForm } from './flatten-form.js';
import { listWidgets } from './list-widgets.js';

const everything = sampleForm({
  widgets: [
    '/FT /Tx /T (a) /V (Ada) /DA (/F1 9 Tf 0 g) /Q 1 /MK <</BC [0 0 1] /BG [1] /R 90>> /BS <</W 2 /S /D>> /StructParent 1',
    '/FT /Tx /T (b) /Ff 16777216 /MaxLen 8 /V (1234) /AA <</F <</S /JavaScript /JS (AFDate_Format)>>>>',
    '/FT /Ch /T (c) /Ff 131072 /Opt [[(x) (X)] (y)] /V (x)',
    '/Parent 80 0 R /AP <</N <</On 81 0 R /Off 81 0 R>>>> /AS /On',
    '/Parent 80 0 R /AP <</N <</No 81 0 R>>>> /AS /Off',
    '/FT /Sig /T (s) /F 4',
  ],
  objects: [
    '<</T (r) /FT /Btn /Ff 32768 /Kids [63 0 R 64 0 R]>>',
    sampleStream(
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [0 1 -1 0 0 0] /Resources <<>>',
      '0 0 9 9 re f',
    ),
    '<</Type /StructTreeRoot /K [83 0 R] /ParentTree <</Nums [0 [83 0 R] 1 83 0 R]>>>>',
    '<</Type /StructElem /S /Form /P 82 0 R /K [0 <</Type /OBJR /Obj 60 0 R>>]>>',
  ],
  form: '/NeedAppearances true',
  catalog: '/StructTreeRoot 82 0 R',
  page: '/StructParents 0',
  content:
    'q 1 0 0 1 9 9 cm BT /F1 9 Tf 1 Tc 2 Tw 90 Tz 12 TL 3 Ts 9 9 Td (a) Tj [(b) -20 <6364>] TJ (e) \' 1 2 (f) " T* ET Q',
});

/** Four thousand were tried. */
const SEEDS = 60;

it('answers for damaged forms as for damaged files: with a sentence, or with a file that can be read', async () => {
  const fonts = loadFonts();
  let flattened = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const damaged = damageFile(everything, everything, new Random(seed));
    try {
      const reader = new PdfReader((await normalisePdf(damaged)).bytes);
      const pages = listWidgets(reader);
      findFormFields(reader, pages, findDateFields(reader));
      const { bytes } = flattenForm(reader, pages, fonts);
      const again = new PdfReader(bytes);
      expect(listWidgets(again)).toEqual([]);
      for (const page of walkPages(again)) {
        const content = decodedContent(again, page);
        if (content) trackText(again, { bytes: content, resources: page.resources, within: null, uses: 0 });
      }
      flattened++;
    } catch (error) {
      if (!(error instanceof SigningError)) throw new Error(`seed ${seed}`, { cause: error });
    }
  }
  expect(flattened).toBeGreaterThan(SEEDS / 10);
}, 30_000);
