import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFonts } from '../../fonts/index.js';
import { rehearseSeal } from '../../intake/rehearsal/rehearse-seal.js';
import { takeIn } from '../../intake/take-in.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { findActiveContent } from '../find-active-content.js';
import { intakeTools } from '../intake-tools.js';
import { samplePdf } from '../sample-pdf.js';
import { pdfium } from '../viewers/pdfium-viewer.js';
import { marksOfEveryKind } from './field-kinds.js';
import { findFreeParts } from './find-free-parts.js';
import { findUnseenMarks } from './find-unseen-marks.js';
import { listFiles, runTrial } from './index.js';
import type { StructureJudge } from './structure-judges.js';
import type { TrialAnswers } from './trial-tasks.js';
import { type TrialTools, tryFile } from './try-file.js';

const fonts = loadFonts();
const silent: StructureJudge = Object.assign(
  async () => await Promise.resolve({ complaints: [], validSignatures: 0 }),
  { title: 'a judge', added: 0 as const },
);

/** Everything in this process; `spoil` is what a faulty product would do to a sealed file. */
function toolsThat(spoil: (sealed: Uint8Array) => Uint8Array): TrialTools {
  const seal = async (frozen: Uint8Array): Promise<TrialAnswers['seal']> => {
    const marks = marksOfEveryKind(new PdfReader(frozen), 2);
    const sealed = spoil(await rehearseSeal(frozen, marks, fonts));
    return { sealed, marks, active: findActiveContent(sealed) };
  };
  return {
    ...{ seal, viewers: [pdfium], judges: [silent] },
    takeIn: async (upload) => await takeIn(upload, {}, intakeTools()),
    findFreeParts,
  };
}

const edited = (from: string, to: string) => (sealed: Uint8Array) => {
  const text = Buffer.from(sealed).toString('latin1');
  expect(text).toContain(from);
  return new Uint8Array(Buffer.from(text.replace(from, to), 'latin1'));
};
const FORM = {
  catalog: '/AcroForm <</Fields [50 0 R] /DR <</Font <</F1 3 0 R>>>> /DA (/F1 9 Tf 0 g)>>',
  page: '/Annots [50 0 R]',
  extraObjects: ['<</Subtype /Widget /FT /Tx /T (city) /V (Bern) /Rect [40 300 140 320]>>'],
};

describe('tryFile', () => {
  it('finds nothing in a file that is sealed as it should be', async () => {
    for (const upload of [samplePdf({ rotations: [0, 90] }), samplePdf(FORM)])
      expect(
        await tryFile(
          upload,
          toolsThat((sealed) => sealed),
        ),
      ).toMatchObject({ code: null, findings: [] });
  });

  it('finds a letter that is lost and bytes that are not the frozen ones', async () => {
    const { findings } = await tryFile(samplePdf(), toolsThat(edited('(Sample', '(Sampl ')));
    expect(findings).toEqual([
      'sealed, it does not begin with the frozen bytes',
      expect.stringMatching(/^sealed: PDFium: page 1 looks different/),
    ]);
  });

  it('finds fields that are hidden, and words that are others', async () => {
    const stamp =
      '<</Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 24>>\nstream\n1 g 0 0 595 842 re f    \nendstream';
    const covered = samplePdf({
      page: '/Annots [<</Type /Annot /Subtype /Stamp /F 4 /Rect [0 421 595 842] /AP <</N 50 0 R>>>>]',
      extraObjects: [stamp],
    });
    const { findings } = await tryFile(
      covered,
      toolsThat((sealed) => sealed),
    );
    expect(findings).toContain('sealed: PDFium: nothing is seen of “name 0”');
    expect(findings).not.toContain('sealed: PDFium: nothing is seen of “radio, other 0”');
    const seen = { picture: { rgba: new Uint8Array([0, 0, 0, 255]), widthPx: 1, heightPx: 1 }, texts: [] };
    const white = { ...seen, picture: { ...seen.picture, rgba: new Uint8Array(4).fill(255) } };
    const box = { x: 0, y: 0, width: 1, height: 1 };
    const mark = { fieldId: 'f', pageIndex: 0, box, content: { kind: 'text', text: 'Ja, 1.' } } as const;
    expect(findUnseenMarks(white, { ...seen, texts: [{ text: 'a1', box }] }, [mark])).toEqual([
      '“f” is read without “J”',
    ]);
    expect(findUnseenMarks(white, { ...seen, texts: [{ text: '1Ja', box }] }, [mark])).toEqual([]);
  });

  it('finds active content', async () => {
    const { findings } = await tryFile(samplePdf(), toolsThat(edited('/Type /Pages ', '/S/Launch/X 0')));
    expect(findings).toContain('sealed, it holds active content: 2: /S /Launch');
  });
});

describe('runTrial', () => {
  it('does not judge again what it has an answer for, and tells what was not expected', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sealwright-trial-'));
    try {
      writeFileSync(join(dir, 'a.pdf'), 'anything');
      const answersPath = join(dir, 'answers.jsonl');
      const known = { path: join(dir, 'a.pdf'), findings: ['one'], verdict: 'accept' };
      writeFileSync(answersPath, `${JSON.stringify(known)}\n{"path":`);
      const [options, told]: [object, string[]] = [
        { viewers: [], judges: [], mostPages: 1, parallel: 1 },
        [],
      ];
      const files = listFiles(dir);
      const report = ({ path }: { path: string }) => told.push(path);
      expect(await runTrial(files, { ...options, answersPath, report } as never)).toEqual([known]);
      expect(told).toEqual([]);
      // It is gone: that is told, and not taken for an answer about the file.
      const gone = [{ path: join(dir, 'b.pdf'), expected: 'accept' }];
      const judged = await runTrial(gone, { ...options, answersPath, report } as never);
      expect(judged).toMatchObject([{ isJudged: false, findings: [expect.stringMatching(/^not judged: /)] }]);
      expect(readFileSync(answersPath, 'utf8')).not.toContain('b.pdf');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
