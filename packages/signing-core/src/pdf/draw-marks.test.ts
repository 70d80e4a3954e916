import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { hasTool, readTool } from '../testing/external-tool.js';
import { type SamplePdfOptions, samplePdf } from '../testing/sample-pdf.js';
import { drawMarks } from './draw-marks.js';
import type { FieldMark, MarkContent } from './marks.js';
import { walkPages } from './page-tree.js';
import { PdfReader } from './pdf-reader.js';

const fonts = loadFonts();
const folder = mkdtempSync(join(tmpdir(), 'sealwright-marks-'));
const canRender = hasTool('pdftoppm');
const canExtract = hasTool('pdftotext');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mark = (
  content: MarkContent,
  box = { x: 0.2, y: 0.3, width: 0.4, height: 0.1 },
  pageIndex = 0,
): FieldMark => ({
  fieldId: 'field',
  pageIndex,
  box,
  content,
});

const text = (value: string): MarkContent => ({ kind: 'text', text: value });

const signature: MarkContent = {
  kind: 'drawn-signature',
  strokes: [
    [0.1, 0.5, 0.3, 0.2, 0.5, 0.8, 0.9, 0.4],
    [0.5, 0.9],
  ],
  aspect: 3,
  caption: 'Ada Lovelace · 22 Nov 2026',
};

function saved(pdf: Uint8Array): string {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.pdf`);
  writeFileSync(path, pdf);
  return path;
}

interface Ink {
  /** Fractions of the picture. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly dark: (x: number, y: number) => boolean;
  readonly width: number;
  readonly height: number;
}

/** Renders page 1 with poppler and finds what is not white. */
function renderInk(pdf: Uint8Array): Ink {
  const image = readTool('pdftoppm', ['-r', '100', '-gray', '-f', '1', '-l', '1', '-cropbox', saved(pdf)]);
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 64).toString('latin1'));
  const [width, height] = [Number(header?.[1]), Number(header?.[2])];
  const pixels = image.subarray(header?.[0].length ?? 0);
  const dark = (x: number, y: number): boolean => (pixels[y * width + x] ?? 255) < 128;
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!dark(x, y)) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  }
  return {
    left: left / width,
    right: right / width,
    top: top / height,
    bottom: bottom / height,
    dark,
    width,
    height,
  };
}

/** How many dark pixels a row of the ink has. */
const rowInk = (ink: Ink, y: number): number => {
  let count = 0;
  for (let x = 0; x < ink.width; x++) count += ink.dark(x, y) ? 1 : 0;
  return count;
};

describe('drawMarks', () => {
  it('begins with the frozen bytes, and a retry gives the same file', async () => {
    const pdf = samplePdf({ rotations: [0, 90] });
    const marks = [
      mark(text('Zoë Ångström')),
      mark(signature, undefined, 1),
      mark({ kind: 'checkbox', checked: true }),
    ];
    const once = await drawMarks(pdf, marks, fonts);
    expect(Buffer.compare(once.subarray(0, pdf.length), pdf)).toBe(0);
    expect(await drawMarks(pdf, marks, fonts)).toEqual(once);
    expect([...walkPages(new PdfReader(once))]).toHaveLength(2);
  });

  it('answers the same file when there is nothing to draw', async () => {
    const pdf = samplePdf();
    expect(await drawMarks(pdf, [], fonts)).toBe(pdf);
  });

  it('keeps the resources other pages share', async () => {
    const pdf = samplePdf({ rotations: [0, 0] });
    const [, second] = [...walkPages(new PdfReader(await drawMarks(pdf, [mark(text('A'))], fonts)))];
    expect(second?.resources.has('XObject')).toBe(false);
  });

  it.each([
    ['outside its page', mark(text('A'), { x: 0.9, y: 0, width: 0.3, height: 0.1 }), 'mark-invalid'],
    ['without a size', mark(text('A'), { x: 0, y: 0, width: 0, height: 0.1 }), 'mark-invalid'],
    ['not a number', mark(text('A'), { x: Number.NaN, y: 0, width: 1, height: 0.1 }), 'mark-invalid'],
    ['on a page that is not there', mark(text('A'), undefined, 7), 'mark-invalid'],
    ['with strokes that are not pairs', mark({ ...signature, strokes: [[1, 2, 3]] }), 'mark-invalid'],
    ['with half a cell', mark({ kind: 'text', text: 'A', cells: 2.5 }), 'mark-invalid'],
    ['with characters no font has', mark(text('ᚠ')), 'text-undrawable'],
  ])('refuses a field %s', async (_, bad, code) => {
    await expect(drawMarks(samplePdf(), [bad], fonts)).rejects.toMatchObject({ code });
  });

  const pages: [string, SamplePdfOptions][] = [0, 90, 180, 270, -90].flatMap((rotate) => [
    [`turned by ${rotate}`, { rotations: [rotate], content: ' ' }],
    [
      `turned by ${rotate}, cropped, away from the origin`,
      {
        rotations: [rotate],
        inherited: true,
        mediaBox: [-100, 50, 700, 900],
        cropBox: [-300, 100, 450, 850],
        content: ' ',
      },
    ],
  ]);
  pages.push(
    ['with UserUnit', { userUnit: 2.5, content: ' ' }],
    [
      'that leaves its state in disorder',
      { content: 'q 3 0 0 0.2 50 400 cm 1 g /Span <</MCID 0>> BDC q BT' },
    ],
    ['that closes more than it opened', { content: 'Q Q 0.5 0 0 0.5 9 9 cm 1 1 1 rg' }],
  );

  it.skipIf(!canRender).each(pages)('draws inside the box and upright on a page %s', async (_, kind) => {
    for (const box of [
      { x: 0, y: 0, width: 0.2, height: 0.1 },
      { x: 0.4, y: 0.45, width: 0.2, height: 0.1 },
      { x: 0.8, y: 0.9, width: 0.2, height: 0.1 },
    ]) {
      const ink = renderInk(await drawMarks(samplePdf(kind), [mark(text('L'), box)], fonts));
      const [slackX, slackY] = [1.5 / ink.width, 1.5 / ink.height];
      expect(ink.left).toBeGreaterThanOrEqual(box.x - slackX);
      expect(ink.right).toBeLessThanOrEqual(box.x + box.width + slackX);
      expect(ink.top).toBeGreaterThanOrEqual(box.y - slackY);
      expect(ink.bottom).toBeLessThanOrEqual(box.y + box.height + slackY);
      // An upright L stands on its long foot.
      const [first, last] = [Math.round(ink.top * ink.height), Math.round(ink.bottom * ink.height) - 1];
      expect(rowInk(ink, last)).toBeGreaterThan(rowInk(ink, first) * 1.5);
      // And it stands in the middle of its box.
      expect(Math.abs((ink.top + ink.bottom) / 2 - (box.y + box.height / 2))).toBeLessThan(2.5 / ink.height);
    }
  });

  it.skipIf(!canRender).each([
    ['a drawn signature', signature],
    [
      'a typed signature',
      { kind: 'typed-signature', text: 'Zoë Ångström-Łukasz', caption: 'Zoë · 22 Nov 2026' },
    ],
    ['a ticked box', { kind: 'checkbox', checked: true }],
    ['a long text', text('word '.repeat(400))],
    ['one long word', text('W'.repeat(300))],
    ['lines from the top', { kind: 'text', text: 'word '.repeat(40), multiline: true }],
    ['a comb that is too short', { kind: 'text', text: 'MÅWQ'.repeat(3), cells: 7 }],
    ['a chosen radio button', { kind: 'radio', chosen: true }],
  ] as [string, MarkContent][])('keeps %s inside boxes of every shape', async (_, content) => {
    for (const [width, height] of [
      [0.5, 0.02],
      [0.05, 0.3],
      [0.3, 0.1],
      [0.02, 0.02],
    ] as const) {
      const box = { x: 0.3, y: 0.4, width, height };
      const ink = renderInk(await drawMarks(samplePdf({ content: ' ' }), [mark(content, box)], fonts));
      expect(ink.left).toBeGreaterThanOrEqual(box.x - 2 / ink.width);
      expect(ink.right).toBeLessThanOrEqual(box.x + width + 2 / ink.width);
      expect(ink.top).toBeGreaterThanOrEqual(box.y - 2 / ink.height);
      expect(ink.bottom).toBeLessThanOrEqual(box.y + height + 2 / ink.height);
    }
  });

  it
    .skipIf(!canExtract)
    .each(['Zoë Ångström', 'Ελλάδα και Αθήνα', 'Привет, Київ', 'Nguyễn Thị Ánh', 'a (b) \\ <c> % d'])(
    'lets a reader copy "%s" out again',
    async (value) => {
      const path = saved(await drawMarks(samplePdf({ content: ' ' }), [mark(text(value))], fonts));
      expect(readTool('pdftotext', ['-enc', 'UTF-8', path, '-']).toString('utf8').trim()).toBe(value);
    },
  );

  it.skipIf(!canRender)('puts one character in the middle of each cell of a comb', async () => {
    const box = { x: 0.2, y: 0.3, width: 0.6, height: 0.05 };
    const comb: MarkContent = { kind: 'text', text: 'I I', cells: 6 };
    const ink = renderInk(await drawMarks(samplePdf({ content: ' ' }), [mark(comb, box)], fonts));
    // Cells are a tenth of the page wide: the letters stand in the first and the third.
    expect((ink.left + ink.right) / 2).toBeCloseTo((0.25 + 0.45) / 2, 2);
    expect(ink.right - ink.left).toBeCloseTo(0.2, 1);
  });

  it.skipIf(!canRender)('begins a multiline text at the top of its box', async () => {
    const box = { x: 0.2, y: 0.3, width: 0.4, height: 0.3 };
    const lines: MarkContent = { kind: 'text', text: 'One\nTwo', multiline: true };
    const ink = renderInk(await drawMarks(samplePdf({ content: ' ' }), [mark(lines, box)], fonts));
    expect(ink.top).toBeLessThan(0.32);
    expect(ink.bottom).toBeLessThan(0.36);
  });

  it.skipIf(!canRender)('fills a radio button only when it was chosen', async () => {
    const box = { x: 0.4, y: 0.4, width: 0.03, height: 0.02 };
    const middle = async (chosen: boolean) => {
      const ink = renderInk(
        await drawMarks(samplePdf({ content: ' ' }), [mark({ kind: 'radio', chosen }, box)], fonts),
      );
      return ink.dark(
        Math.round((box.x + box.width / 2) * ink.width),
        Math.round((box.y + box.height / 2) * ink.height),
      );
    };
    expect([await middle(true), await middle(false)]).toEqual([true, false]);
  });
});
