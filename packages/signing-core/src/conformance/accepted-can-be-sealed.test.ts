import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { rehearseSeal } from '../intake/rehearsal/rehearse-seal.js';
import { sampleMarks } from '../intake/rehearsal/sample-marks.js';
import { takeIn } from '../intake/take-in.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { compareViews } from '../testing/compare-views.js';
import { findActiveContent } from '../testing/find-active-content.js';
import { intakeTools } from '../testing/intake-tools.js';
import { agreedPdfPlan, oddPdf, oddPdfPlan } from '../testing/odd-pdf.js';
import { installedViewers } from '../testing/viewers/installed-viewers.js';
import { pdfium } from '../testing/viewers/pdfium-viewer.js';
import type { Viewer } from '../testing/viewers/viewer.js';

let viewers: Viewer[];
beforeAll(() => {
  viewers = [pdfium, ...installedViewers()];
});

const fonts = loadFonts();

describe('what is accepted', () => {
  it('takes every kind of field, can be sealed, and is active nowhere', async () => {
    await fc.assert(
      fc.asyncProperty(oddPdfPlan, async (plan) => {
        const { report, frozen } = await takeIn(oddPdf(plan), {}, intakeTools());
        expect(report.reasons.filter(({ code }) => code === report.code)).toEqual([]);
        if (!frozen) throw new Error('Not accepted.');
        const sealed = await rehearseSeal(frozen, sampleMarks(new PdfReader(frozen)), fonts);
        expect(Buffer.compare(sealed.subarray(0, frozen.length), frozen)).toBe(0);
        expect(findActiveContent(sealed)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('is shown by three programs as before, outside of the fields', async () => {
    await fc.assert(
      fc.asyncProperty(agreedPdfPlan, async (plan) => {
        const { frozen } = await takeIn(oddPdf(plan), {}, intakeTools());
        if (!frozen) throw new Error('Not accepted.');
        const marks = sampleMarks(new PdfReader(frozen));
        const sealed = await rehearseSeal(frozen, marks, fonts);
        for (const viewer of viewers)
          expect(await compareViews(viewer, { frozen, sealed, marks })).toEqual([]);
      }),
      { numRuns: 6 },
    );
  }, 120_000);
});
