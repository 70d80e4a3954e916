import { describe, expect, it } from 'vitest';
import { loadFonts } from '../../fonts/index.js';
import type { FieldMark } from '../../pdf/marks.js';
import { walkPages } from '../../pdf/page-tree.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { PdfiumDocument } from '../../rendering/index.js';
import { samplePdf } from '../../testing/sample-pdf.js';
import { LookBudget } from '../looking/look-budget.js';
import type { OpenPages } from '../looking/page-viewer.js';
import { oddPages } from './odd-pages.js';
import { findRehearsalFailure } from './rehearse.js';
import { sampleMarks } from './sample-marks.js';

const fonts = loadFonts();
const clock = { nowMs: () => Date.now(), cpuMs: () => 0 };
const lookWith = (openPages: OpenPages) => ({
  openPages,
  budget: new LookBudget(clock, Date.now() + 20_000),
});
const mark = (pageIndex: number, text = 'Yes'): FieldMark => ({
  fieldId: 'f',
  pageIndex,
  box: { x: 0.1, y: 0.1, width: 0.3, height: 0.1 },
  content: { kind: 'text', text },
});

describe('a rehearsal', () => {
  const frozen = samplePdf({ rotations: [0, 90, 0, 0, 270] });

  it('places every kind of field on the first, the last and the odd pages', async () => {
    const marks = sampleMarks(new PdfReader(frozen));
    expect([...new Set(marks.map(({ pageIndex }) => pageIndex))]).toEqual([0, 1, 4]);
    expect(new Set(marks.map(({ content }) => content.kind)).size).toBe(5);
    expect(oddPages(walkPages(new PdfReader(samplePdf({ rotations: Array(40).fill(0) }))))).toEqual([0, 39]);
    expect(
      await findRehearsalFailure(frozen, null, { fonts, look: lookWith(PdfiumDocument.open) }),
    ).toBeNull();
  });

  it('names the page that cannot be filled in', async () => {
    const failure = await findRehearsalFailure(frozen, [mark(0), mark(3, '\ud800')], { fonts, look: null });
    expect(failure).toMatchObject({ pageNumber: 4, reason: expect.stringMatching(/^A text .*\.$/) });
  });

  it('names the page that looks different outside of its fields', async () => {
    let opened = 0;
    // The sealed file is opened second: shown as one with another text.
    const openPages: OpenPages = async (bytes) => {
      const other = samplePdf({
        rotations: [0, 90, 0, 0, 270],
        content: 'BT /F1 18 Tf 72 20 Td (Other) Tj ET',
      });
      return await PdfiumDocument.open(opened++ === 0 ? bytes : other);
    };
    const failure = await findRehearsalFailure(frozen, [mark(2)], { fonts, look: lookWith(openPages) });
    expect(failure).toMatchObject({ pageNumber: 3, reason: expect.stringMatching(/looks different/) });
  });

  it('names the page on which a field lies under something, and asks it of placed fields only', async () => {
    const stamped = samplePdf({
      rotations: [0, 0],
      page: '/Annots [<</Type /Annot /Subtype /Stamp /F 4 /Rect [0 421 595 842] /AP <</N 50 0 R>>>>]',
      extraObjects: [
        '<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 16>>\nstream\n1 g 0 0 9 9 re f\nendstream',
      ],
    });
    const asked = (marks: readonly FieldMark[] | null) =>
      findRehearsalFailure(stamped, marks, { fonts, look: lookWith(PdfiumDocument.open) });
    expect(await asked([mark(1), mark(0)])).toMatchObject({
      pageNumber: 1,
      reason: expect.stringMatching(/^What is filled in there could not be seen: /),
    });
    const below = { ...mark(0), box: { x: 0.1, y: 0.7, width: 0.3, height: 0.1 } };
    const ticked = { ...mark(0), content: { kind: 'checkbox', checked: false } } as const;
    expect(await asked([mark(1), below, ticked])).toBeNull();
    expect(await asked(null)).toBeNull();
  });
});
