import { expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { samplePdf } from '../testing/sample-pdf.js';
import { drawMarks } from './draw-marks.js';
import { PdfStream } from './objects.js';
import { firstPage } from './page-tree.js';
import { PdfReader } from './pdf-reader.js';

const MARK = {
  fieldId: 'f',
  pageIndex: 0,
  box: { x: 0.1, y: 0.1, width: 0.3, height: 0.1 },
  content: { kind: 'text', text: 'Yes' },
} as const;

/** Poppler shows nothing of a page as soon as one part of its content is none. */
it.each(['3 0 R', '9 0 R'])(
  'fills in a page that names %s as its content with content alone',
  async (named) => {
    const odd = Buffer.from(samplePdf()).toString('latin1').replace('/Contents 4 0 R', `/Contents ${named}`);
    const filled = new PdfReader(await drawMarks(Buffer.from(odd, 'latin1'), [MARK], loadFonts()));
    const parts = filled.arrayAt(firstPage(filled).dict, 'Contents') ?? [];
    expect(parts.map((part) => filled.resolve(part) instanceof PdfStream)).toEqual([true, true]);
  },
);
