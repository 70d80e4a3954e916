import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { rehearse } from '../intake/rehearsal/rehearse.js';
import { takeIn } from '../intake/take-in.js';
import { findActiveContent } from '../testing/find-active-content.js';
import { type SamplePdfOptions, samplePdf } from '../testing/sample-pdf.js';

const ACTIONS = [
  '/S /JavaScript /JS (app.alert\\(1\\))',
  '/S /JavaScript /JS 60 0 R',
  '/S /J#61vaScript /JS <6170702e62656570>',
  '/S /Launch /F (calc.exe)',
  '/S /Launch /Win <</F (calc.exe)>>',
  '/S /SubmitForm /F <</FS /URL /F (http://127.0.0.1/)>>',
  '/S /ResetForm',
  '/S /ImportData /F (a.fdf)',
  '/S /GoToR /F (other.pdf) /D [0 /Fit]',
  '/S /GoToE /T <</R /C /N (a)>> /D [0 /Fit]',
  '/S /Hide /T (name)',
  '/S /SetOCGState /State [/OFF 9 0 R]',
  '/S /Rendition /OP 0 /JS (1)',
  '/S /RichMediaExecute /CMD <</C (play)>>',
  '/S /Sound /Sound 60 0 R',
  '/S /Movie /Operation /Play',
  '/S /Thread /F (a.pdf) /D 0',
  '/S /URI /URI (file:///etc/passwd)',
  '/S /URI /URI ( JavaScript:alert\\(1\\))',
  '/S /URI /URI (java\\nscript:alert\\(1\\))',
  '/S /URI /URI (\\\\\\\\server\\\\share)',
];

/** What readers do not ask for, or ask for in another way. */
const disguises = ['', '/Type /Action ', '/Type /Annot ', '/Type 61 0 R ', '/P 10 0 R ', '/Next [] '];

/** One action as a value: on the spot, as an object of its own, behind another one, or as a stream's dictionary. */
const action = fc
  .record({
    body: fc.constantFrom(...ACTIONS),
    disguise: fc.constantFrom(...disguises),
    shape: fc.constantFrom('direct', 'indirect', 'next', 'nexts', 'stream'),
  })
  .map(({ body, disguise, shape }) => {
    const text = `<<${disguise}${body}>>`;
    const wrapped: Record<typeof shape, string> = {
      direct: text,
      indirect: '50 0 R',
      next: `<</S /GoTo /D [10 0 R /Fit] /Next ${text}>>`,
      nexts: `<</S /GoTo /D [10 0 R /Fit] /Next [${text} 50 0 R]>>`,
      stream: '50 0 R',
    };
    const object = shape === 'stream' ? `<<${disguise}${body} /Length 0>>\nstream\n\nendstream` : text;
    return { value: wrapped[shape], object };
  });

/** Places where a value may stand, as entries of the catalogue or of the page's resources. */
const PLACES: readonly ((value: string) => SamplePdfOptions)[] = [
  (value) => ({ catalog: `/OpenAction ${value}` }),
  (value) => ({ catalog: `/AA <</WC ${value} /DP ${value}>>` }),
  (value) => ({ catalog: `/Names <</JavaScript <</Names [(a) ${value}]>>>>` }),
  (value) => ({
    catalog: `/Names 52 0 R`,
    extraObjects: ['', '', `<</JavaScript <</Kids [<</Names [(a) ${value}]>>]>>>>`],
  }),
  (value) => ({ catalog: `/Names <</Renditions <</Names [(a) ${value}]>>>>` }),
  (value) => ({ catalog: `/Outlines <</First <</Title (a) /A ${value}>>>>` }),
  (value) => ({ catalog: `/PieceInfo <</X [[[${value}]]]>>` }),
  (value) => ({ catalog: `/StructTreeRoot <</K <</S /P /P 1 0 R /K ${value}>>>>` }),
  (value) => ({
    catalog: `/AcroForm <</Fields [<</FT /Btn /T (b) /AA <</U ${value}>> /A ${value}>>] /XFA []>>`,
  }),
  (value) => ({ resources: `/Properties <</M <</A ${value}>>>>` }),
  (value) => ({ contentEntries: `/X ${value}` }),
  (value) => ({ catalog: '', extraObjects: ['', '', `<</AA <</O ${value}>>>>`] }),
  (value) => ({ catalog: `/X <</Subtype /Screen /Rect [0 0 1 1] /A ${value}>>` }),
  (value) => ({ catalog: `/X <</AA <</O ${value} /Odd 1>>>>` }),
];

const file = fc
  .record({
    action,
    place: fc.constantFrom(...PLACES),
    crossReference: fc.constantFrom('table' as const, 'stream' as const),
    rotations: fc.constantFrom([0], [90], [0, 270]),
    hasForm: fc.boolean(),
  })
  .map(({ action: { value, object }, place, crossReference, rotations, hasForm }) => {
    const placed = place(value);
    const extraObjects = Array.from({ length: 12 }, (_, index) => placed.extraObjects?.[index] || 'null');
    extraObjects[0] = object;
    extraObjects[10] = '(app.beep\\(0\\))';
    extraObjects[11] = '/Action';
    // Two forms in one catalogue would be a broken file.
    const form = hasForm && !placed.catalog?.includes('AcroForm') ? { form: 'indirect' as const } : {};
    return { ...placed, ...form, crossReference, rotations, extraObjects };
  });

describe('what is frozen', () => {
  it('holds no active content in any object, wherever it was, and can be sealed', async () => {
    const fonts = loadFonts();
    await fc.assert(
      fc.asyncProperty(file, async (options) => {
        const upload = samplePdf(options);
        expect(findActiveContent(upload)).not.toEqual([]);
        const { report, frozen } = await takeIn(upload);
        expect(report).toMatchObject({ verdict: 'accept-after-warning', code: null });
        expect(findActiveContent(frozen ?? upload)).toEqual([]);
        await rehearse(frozen ?? upload, fonts);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
