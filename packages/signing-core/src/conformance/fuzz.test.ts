import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { rehearse } from '../intake/rehearsal/rehearse.js';
import { inspectPdf } from '../intake/take-in.js';
import { type SamplePdfOptions, samplePdf } from '../testing/sample-pdf.js';
import { verifyPdf } from '../verify/verify-pdf.js';

const kinds: SamplePdfOptions[] = [
  {},
  { crossReference: 'stream', rotations: [90, 0] },
  { form: 'indirect', catalog: '/OCProperties <</OCGs [] /D <<>>>>' },
];

/** Pieces of syntax that make readers stumble. */
const fragments = [
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  '/',
  ' R ',
  ' obj ',
  'endobj',
  'stream',
  'xref',
  'startxref',
  '-1',
  '99999999999',
  '%',
  '\0',
  '/Kids',
  '/Length',
];

const damage = fc.record({
  kind: fc.constantFrom(...kinds),
  cuts: fc.array(
    fc.record({
      at: fc.nat({ max: 2000 }),
      length: fc.nat({ max: 12 }),
      text: fc.constantFrom('', ...fragments),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

it('answers for any damaged file, and seals what it accepts', async () => {
  const fonts = loadFonts();
  await fc.assert(
    fc.asyncProperty(damage, async ({ kind, cuts }) => {
      let text = Buffer.from(samplePdf(kind)).toString('latin1');
      for (const { at, length, text: inserted } of cuts) {
        // Overwrites as often as it inserts: shifted offsets alone are found too soon.
        text = text.slice(0, at) + inserted + text.slice(at + Math.max(length, inserted.length));
      }
      const bytes = new Uint8Array(Buffer.from(text, 'latin1'));
      const report = await inspectPdf(bytes);
      await verifyPdf(bytes, { trustedRootsPem: [] });
      for (const { sentence } of report.reasons) expect(sentence).toMatch(/^[A-Z].*\.$/);
      if (report.verdict !== 'reject') {
        await rehearse(bytes, fonts).catch((error: unknown) =>
          expect(error).toMatchObject({ code: 'pdf-cannot-be-sealed' }),
        );
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);
