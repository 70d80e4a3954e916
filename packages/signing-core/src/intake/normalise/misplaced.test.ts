import { describe, expect, it } from 'vitest';
import { intakeTools } from '../../testing/intake-tools.js';
import { type SamplePdfOptions, samplePdf } from '../../testing/sample-pdf.js';
import { takeIn } from '../take-in.js';

const edited = (options: SamplePdfOptions, edit: (text: string) => string): Uint8Array =>
  Buffer.from(edit(Buffer.from(samplePdf(options)).toString('latin1')), 'latin1');

/** The place of the table of contents, so many bytes off. */
const missBy = (bytes: number) => (text: string) =>
  text.replace(
    /(startxref\s+)(\d+)/,
    (_all, words: string, place: string) => words + (Number(place) + bytes),
  );

const verdictOf = async (upload: Uint8Array, isLookedAt = false) => {
  const { report } = await takeIn(upload, {}, isLookedAt ? intakeTools() : null);
  return [report.verdict, ...report.reasons.map(({ code }) => code)];
};

const REPAIRED = ['accept-after-warning', 'pdf-repaired'];

describe('a file whose parts are not where it says', () => {
  it('is repaired when the table of contents is elsewhere, not when only white space stands before it', async () => {
    expect(await verdictOf(edited({}, missBy(2)))).toEqual(REPAIRED);
    expect(await verdictOf(edited({}, missBy(-1)))).toEqual(['accept']);
  });

  it('is repaired when an object that nobody uses is elsewhere: some programs search for all of them then', async () => {
    const renumbered = edited({ extraObjects: ['(unused)'] }, (text) => text.replace('50 0 obj', '57 0 obj'));
    expect(await verdictOf(renumbered)).toEqual(REPAIRED);
  });

  it('is refused when most programs find no document in it any more', async () => {
    expect(await verdictOf(edited({ crossReference: 'stream' }, missBy(-40)))).toEqual([
      'reject',
      'pdf-damaged',
    ]);
    expect(await verdictOf(edited({}, missBy(-40)))).toEqual(REPAIRED);
  });

  it('is taken after a warning when the second reader finds nothing in it', async () => {
    const headless = edited({}, (text) => text.replace('%PDF-', '%XXX-'));
    const [verdict] = await verdictOf(headless, true);
    expect(verdict).toBe('accept-after-warning');
  });
});

describe('an oddity that no reader stumbles over', () => {
  it.each([
    [
      'a catalogue that does not say what it is',
      edited({}, (text) => text.replace('/Type /Catalog', '  /Typ /Catalog')),
    ],
    ['compressed data of no bytes', samplePdf({ content: '', contentEntries: '/Filter /FlateDecode' })],
  ])('needs no warning: %s', async (_name, upload) => {
    expect(await verdictOf(upload, true)).toEqual(['accept']);
  });
});
