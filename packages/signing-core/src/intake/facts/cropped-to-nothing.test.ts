import { describe, expect, it } from 'vitest';
import { firstPage } from '../../pdf/page-tree.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { sealPdf } from '../../seal/seal-pdf.js';
import { samplePdf, softwareSigner } from '../../testing/index.js';
import { takeIn } from '../take-in.js';

const OUTSIDE = { cropBox: [5000, 5000, 6000, 6000] };

describe('a page cropped to a part it does not have', () => {
  it.each([{}, { inherited: true }])('is frozen whole, for every program alike: %o', async (more) => {
    const { report, frozen } = await takeIn(samplePdf({ ...OUTSIDE, ...more }));
    expect(report).toMatchObject({
      verdict: 'accept-after-warning',
      reasons: [{ code: 'pdf-crop-box-ignored' }],
    });
    const { cropBox, mediaBox } = firstPage(new PdfReader(frozen ?? Buffer.of()));
    expect(cropBox).toEqual(mediaBox);
    expect((await takeIn(frozen ?? Buffer.of())).frozen).toBe(frozen);
  });

  it('stays as it is in a signed file, and is told', async () => {
    const about = { name: 'A', reason: 'B', signedAt: new Date('2026-11-22T10:00:00Z') };
    const signed = await sealPdf(samplePdf(OUTSIDE), about, await softwareSigner());
    const { report, frozen } = await takeIn(signed);
    expect(frozen).toBe(signed);
    expect(report.reasons.map(({ code }) => code)).toContain('pdf-crop-box-ignored');
  });
});
