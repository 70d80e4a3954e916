import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SamplePdfOptions, samplePdf } from '../testing/sample-pdf.js';
import { visiblePage } from './page-geometry.js';
import { walkPages } from './page-tree.js';
import { PdfReader } from './pdf-reader.js';

const pageOf = (options: SamplePdfOptions) => {
  for (const page of walkPages(new PdfReader(samplePdf(options)))) return visiblePage(page);
  throw new Error('no page');
};

/** Where the box's lower left corner, seen upright, lies in page space. */
const originOf = (
  options: SamplePdfOptions,
  box: { x: number; y: number; width: number; height: number },
) => {
  const [, , , , e, f] = pageOf(options).place(box).matrix;
  return [e, f];
};

const topLeft = { x: 0, y: 0, width: 0.1, height: 0.1 };

describe('visiblePage', () => {
  it.each([
    [0, [0, 90]],
    [90, [20, 0]],
    [180, [200, 10]],
    [270, [180, 100]],
    [-90, [180, 100]],
    [450, [20, 0]],
  ])('finds the seen top left corner of a page turned by %i', (rotate, expected) => {
    const page = { mediaBox: [0, 0, 200, 100], rotations: [rotate] };
    const turned = rotate % 180 !== 0;
    // The lower left corner of a box a tenth of the page high, in the seen top left corner.
    expect(originOf(page, topLeft).map(Math.round)).toEqual(expected);
    const visible = pageOf(page);
    expect([visible.widthPt, visible.heightPt]).toEqual(turned ? [100, 200] : [200, 100]);
  });

  it('takes rotation and boxes from the page tree', () => {
    const visible = pageOf({ mediaBox: [0, 0, 200, 100], rotations: [90], inherited: true });
    expect([visible.widthPt, visible.heightPt]).toEqual([100, 200]);
  });

  it('starts at the crop box where it overlaps the media box, wherever that lies', () => {
    const options = { mediaBox: [-50, 100, 550, 900], cropBox: [-80, 150, 450, 850] };
    expect(pageOf(options)).toMatchObject({ widthPt: 500, heightPt: 700 });
    expect(originOf(options, { x: 0, y: 0, width: 1, height: 1 })).toEqual([-50, 150]);
  });

  it('shows the media box when the crop box lies beside it', () => {
    expect(pageOf({ mediaBox: [0, 0, 100, 100], cropBox: [200, 200, 300, 300] })).toMatchObject({
      widthPt: 100,
    });
  });

  it('counts UserUnit as points seen', () => {
    const visible = pageOf({ mediaBox: [0, 0, 100, 100], userUnit: 2 });
    expect(visible).toMatchObject({ widthPt: 200, heightPt: 200 });
    expect(visible.place({ x: 0.5, y: 0, width: 0.5, height: 0.5 }).matrix).toEqual([0.5, 0, 0, 0.5, 50, 50]);
  });

  it.each([[[0, 0, 0, 800]], [[0, 0, 20_000, 800]], [[0, 0, 1, 1]]])('refuses a page of %j', (mediaBox) => {
    expect(() => pageOf({ mediaBox })).toThrowError(
      expect.objectContaining({ code: 'pdf-page-box-invalid' }),
    );
  });

  it('keeps every box inside the visible page, in every rotation', () => {
    const fraction = fc.double({ min: 0, max: 0.5, noNaN: true });
    const rotation = fc.constantFrom(0, 90, 180, 270, -90, -270, 720);
    fc.assert(
      fc.property(fraction, fraction, fraction, fraction, rotation, (x, y, width, height, rotate) => {
        const visible = pageOf({ mediaBox: [10, 20, 310, 220], rotations: [rotate] });
        const { matrix, widthPt, heightPt } = visible.place({ x, y, width, height });
        const [a, b, c, d, e, f] = matrix;
        for (const [u, v] of [
          [0, 0],
          [widthPt, heightPt],
        ] as const) {
          const [px, py] = [a * u + c * v + e, b * u + d * v + f];
          expect(px).toBeGreaterThanOrEqual(10 - 1e-6);
          expect(px).toBeLessThanOrEqual(310 + 1e-6);
          expect(py).toBeGreaterThanOrEqual(20 - 1e-6);
          expect(py).toBeLessThanOrEqual(220 + 1e-6);
        }
      }),
    );
  });
});

it('finds a placed box again, however the page is turned', () => {
  const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.05 };
  for (const rotate of [0, 90, 180, 270]) {
    const page = pageOf({ rotations: [rotate], cropBox: [30, 40, 500, 700], userUnit: 2 });
    const { matrix, widthPt, heightPt } = page.place(box);
    const [a, b, c, d, e, f] = matrix;
    const corners = [
      [0, 0],
      [widthPt, heightPt],
    ].map(([x = 0, y = 0]) => ({ x: a * x + c * y + e, y: b * x + d * y + f }));
    const [one, other] = corners as [{ x: number; y: number }, { x: number; y: number }];
    const located = page.locate({
      left: Math.min(one.x, other.x),
      right: Math.max(one.x, other.x),
      bottom: Math.min(one.y, other.y),
      top: Math.max(one.y, other.y),
    });
    for (const key of ['x', 'y', 'width', 'height'] as const) expect(located?.[key]).toBeCloseTo(box[key]);
  }
});
