import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { createEphemeralSigner } from '../keys/ephemeral-signer.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { hasTool } from '../testing/external-tool.js';
import { inkBetween, type PixelBox, type RenderedPage, renderPages } from '../testing/rendered-page.js';
import { type SamplePdfOptions, samplePdf } from '../testing/sample-pdf.js';
import { drawMarks } from './draw-marks.js';
import type { FieldMark } from './marks.js';
import { PdfDict } from './objects.js';
import { type FractionBox, visiblePage } from './page-geometry.js';
import { type Page, walkPages } from './page-tree.js';
import { PdfReader } from './pdf-reader.js';
import { RevisionWriter } from './revision-writer.js';

const corpus = fileURLToPath(new URL('../../../../../shared/corpus', import.meta.url));
const longSidePixels = 600;
const maxPages = 8;
/** Also negative and beyond a full turn. */
const turns = [0, 90, -180, 630];
const side = 0.3;
const anchors: readonly FractionBox[] = [0, 0.35, 0.7].flatMap((y) =>
  [0, 0.35, 0.7].map((x) => ({ x, y, width: side, height: side })),
);
const renders = hasTool('pdftoppm');

/** The page tree's values stay; only the pages' own /Rotate is set, by an ordinary revision. */
function turnedBy(pdf: Uint8Array, degrees: number): Uint8Array {
  if (degrees === 0) return pdf;
  const reader = new PdfReader(pdf);
  const writer = new RevisionWriter(reader);
  for (const page of walkPages(reader)) {
    writer.put(page.reference, new PdfDict([...page.dict, ['Rotate', page.rotate + degrees]]));
  }
  return writer.write().bytes;
}

/** An L as large as its box: a bar at the left, a bar at the bottom, nothing at the upper right. */
function letterMarks(pages: readonly Page[]): FieldMark[] {
  return pages.flatMap((page, pageIndex) => {
    const visible = visiblePage(page);
    return anchors.map((box, at) => ({
      fieldId: `${pageIndex}-${at}`,
      pageIndex,
      box,
      content: {
        kind: 'drawn-signature',
        aspect: visible.widthPt / visible.heightPt,
        strokes: [
          [0, 0, 0, 1],
          [0, 1, 1, 1],
        ],
      } as const,
    }));
  });
}

function pixelsOf(box: FractionBox, page: RenderedPage): PixelBox {
  return {
    left: box.x * page.width,
    top: box.y * page.height,
    right: (box.x + box.width) * page.width,
    bottom: (box.y + box.height) * page.height,
  };
}

/** Share of the inked pixels of a part of a box, given as fractions of it. */
function inkIn(ink: Uint8Array, page: RenderedPage, box: PixelBox, part: FractionBox): number {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const [left, top] = [box.left + part.x * width, box.top + part.y * height];
  let [inked, all] = [0, 0];
  for (let y = Math.ceil(top); y < Math.floor(top + part.height * height); y++) {
    for (let x = Math.ceil(left); x < Math.floor(left + part.width * width); x++) {
      all += 1;
      inked += ink[y * page.width + x] ?? 0;
    }
  }
  return all === 0 ? 0 : inked / all;
}

function outside(ink: Uint8Array, page: RenderedPage, boxes: readonly PixelBox[]): number {
  let count = 0;
  for (let y = 0; y < page.height; y++) {
    for (let x = 0; x < page.width; x++) {
      const within = boxes.some(
        ({ left, top, right, bottom }) => x > left - 2 && x < right + 1 && y > top - 2 && y < bottom + 1,
      );
      if (!within) count += ink[y * page.width + x] ?? 0;
    }
  }
  return count;
}

function expectUpright(ink: Uint8Array, page: RenderedPage, where: string): void {
  const boxes = anchors.map((box) => pixelsOf(box, page));
  expect(outside(ink, page, boxes), `${where}: ink outside the boxes`).toBe(0);
  for (const [at, box] of boxes.entries()) {
    const inked = (x: number, y: number, width: number, height: number) =>
      inkIn(ink, page, box, { x, y, width, height }) > 0;
    const seen = {
      leftTop: inked(0, 0, 0.25, 0.25),
      leftMiddle: inked(0, 0.4, 0.25, 0.2),
      leftBottom: inked(0, 0.75, 0.25, 0.25),
      bottomMiddle: inked(0.4, 0.7, 0.2, 0.3),
      bottomRight: inked(0.7, 0.7, 0.3, 0.3),
      upperRight: inked(0.35, 0, 0.65, 0.6),
    };
    expect(seen, `${where}, anchor ${at}`).toEqual({
      leftTop: true,
      leftMiddle: true,
      leftBottom: true,
      bottomMiddle: true,
      bottomRight: true,
      upperRight: false,
    });
  }
}

async function checkMarks(pdf: Uint8Array, box: 'crop' | 'media' = 'crop'): Promise<void> {
  for (const degrees of turns) {
    const turned = turnedBy(pdf, degrees);
    const pages = [...walkPages(new PdfReader(turned))].slice(0, maxPages);
    const marked = await drawMarks(turned, letterMarks(pages), loadFonts());
    const options = { pageCount: pages.length, longSidePixels, box };
    const before = renderPages(turned, options);
    const after = renderPages(marked, options);
    expect(after.length).toBe(pages.length);
    for (const [pageIndex, page] of after.entries()) {
      const blank = before[pageIndex];
      if (blank) expectUpright(inkBetween(blank, page), page, `turned ${degrees}, page ${pageIndex + 1}`);
    }
  }
}

const vectors: readonly (readonly [string, SamplePdfOptions])[] = [
  ['upright', {}],
  ['turned, from the page tree', { rotations: [90], inherited: true }],
  ['turned the negative way', { rotations: [-90] }],
  ['odd origin', { mediaBox: [-50, 317.5, 550.25, 900] }],
  ['corners in the other order', { mediaBox: [595, 842, 0, 0] }],
  ['crop box inside', { mediaBox: [0, 0, 595, 842], cropBox: [60, 90, 500, 700] }],
  ['crop box reaching out', { mediaBox: [-50, 100, 550, 900], cropBox: [-80, 150, 450, 950] }],
  ['crop box from the page tree, turned', { cropBox: [60, 90, 500, 700], rotations: [270], inherited: true }],
  ['UserUnit', { mediaBox: [0, 0, 300, 200], userUnit: 4 }],
  [
    'UserUnit, cropped and turned',
    { mediaBox: [9, 9, 300, 200], cropBox: [20, 30, 200, 180], userUnit: 2.5, rotations: [180] },
  ],
  ['several turns in one file', { rotations: [0, 90, 180, 270, -270] }],
  ['tiny page', { mediaBox: [0, 0, 9, 11] }],
  ['wide page', { mediaBox: [0, 0, 4000, 900] }],
];

describe.runIf(renders)('nine anchors, four turns, by pixels', () => {
  it.each(vectors)('%s', async (_name, options) => checkMarks(samplePdf(options)), 60_000);

  it('finds a mark that is turned, mirrored or beside its box', async () => {
    const pdf = samplePdf();
    const pages = [...walkPages(new PdfReader(pdf))];
    const marked = await drawMarks(pdf, letterMarks(pages), loadFonts());
    const [before] = renderPages(pdf, { pageCount: 1, longSidePixels });
    const [turned] = renderPages(turnedBy(marked, 90), { pageCount: 1, longSidePixels });
    const [plain] = renderPages(turnedBy(pdf, 90), { pageCount: 1, longSidePixels });
    if (!before || !turned || !plain) throw new Error('nothing was rendered');
    expect(() => expectUpright(inkBetween(plain, turned), turned, 'turned')).toThrow();
  });
});

const files = existsSync(corpus)
  ? readdirSync(corpus).filter((name) => /^(rotate|crop|size)-.*\.pdf$/.test(name))
  : [];
if (files.length === 0) console.warn('SKIPPED: ../shared/corpus is not there, its pages are not rendered');
/** Its picture takes pdftoppm seven seconds each time; the page is what counts here. */
const blanked = 'size-02-hugemono.pdf';

function withoutContent(pdf: Uint8Array): Uint8Array {
  const reader = new PdfReader(pdf);
  const writer = new RevisionWriter(reader);
  for (const page of walkPages(reader)) {
    writer.put(page.reference, new PdfDict([...page.dict].filter(([key]) => key !== 'Contents')));
  }
  return writer.write().bytes;
}

const refused: Record<string, string> = { 'size-04-page-20000.pdf': 'pdf-page-box-invalid' };

describe.runIf(renders && files.length > 0)('nine anchors, four turns, on the corpus', () => {
  it.each(files)(
    '%s',
    async (name) => {
      const pdf = new Uint8Array(readFileSync(`${corpus}/${name}`));
      const code = refused[name];
      if (code) await expect(checkMarks(pdf)).rejects.toMatchObject({ code });
      else {
        const box = name.includes('outside-mediabox') ? 'media' : 'crop';
        await checkMarks(name === blanked ? withoutContent(pdf) : pdf, box);
      }
    },
    120_000,
  );
});

describe.runIf(renders)('a visible seal', () => {
  it.each(vectors.filter(([name]) => name !== 'tiny page'))(
    'fills its box upright: %s',
    async (_name, options) => {
      const signer = await createEphemeralSigner();
      const box = { x: 0.15, y: 0.55, width: 0.6, height: 0.2 };
      for (const degrees of turns) {
        const pdf = turnedBy(samplePdf(options), degrees);
        const visible = { pageIndex: 0, box, fonts: loadFonts() };
        const signedAt = new Date('2026-11-22T17:30:00Z');
        const sealed = await sealPdf(pdf, { name: 'Example', reason: 'Done', signedAt, visible }, signer);
        const [before] = renderPages(pdf, { pageCount: 1, longSidePixels: 1200 });
        const [after] = renderPages(sealed, { pageCount: 1, longSidePixels: 1200 });
        if (!before || !after) throw new Error('nothing was rendered');
        const ink = inkBetween(before, after);
        const place = pixelsOf(box, after);
        expect(outside(ink, after, [place])).toBe(0);
        // The accent runs along the left edge, and only there.
        const edge = 4 / (place.right - place.left);
        expect(inkIn(ink, after, place, { x: 0, y: 0.1, width: edge, height: 0.8 })).toBeGreaterThan(0.2);
        expect(inkIn(ink, after, place, { x: 0.95, y: 0.2, width: 0.03, height: 0.6 })).toBeLessThan(0.1);
      }
    },
    60_000,
  );
});
