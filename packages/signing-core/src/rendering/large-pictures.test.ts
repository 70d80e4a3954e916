import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { writeStructure } from '../testing/write-structure.js';
import { PdfiumDocument } from './index.js';

/** A page with a black square beside a picture of one bit per pixel, in a form. */
function pageWithPicture(side: number, fill: number): Uint8Array {
  const packed = deflateSync(new Uint8Array((side / 8) * side).fill(fill)).toString('latin1');
  const about = `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 1`;
  const stream = (entries: string, data: string) =>
    `<<${entries} /Length ${data.length}>>\nstream\n${data}\nendstream`;
  return writeStructure(
    new Map([
      [1, '<</Type /Catalog /Pages 2 0 R>>'],
      [2, '<</Type /Pages /Kids [3 0 R] /Count 1>>'],
      [
        3,
        '<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources <</XObject <</F 5 0 R>>>>>>',
      ],
      [4, stream('', '0 0 50 50 re f /F Do')],
      [
        5,
        stream(
          '/Subtype /Form /BBox [0 0 200 200] /Resources <</XObject <</I 6 0 R>>>>',
          'q 100 0 0 100 80 80 cm /I Do Q',
        ),
      ],
      [6, stream(`${about} /Filter /FlateDecode`, packed)],
    ]),
    'table',
  );
}

async function look(bytes: Uint8Array, parts: 'all' | 'all-but-large-pictures') {
  const document = await PdfiumDocument.open(bytes);
  const drawn = document?.draw(0, 100, () => true, parts);
  document?.close();
  if (!drawn || drawn === 'stopped') throw new Error('not drawn');
  const darkAt = (x: number, y: number) => drawn.rgba[(y * 100 + x) * 4] === 0;
  return { large: drawn.large, hasSquare: darkAt(10, 90), hasPicture: darkAt(60, 40) };
}

it('leaves out a large picture, also in a form, and tells which it was', async () => {
  const black = pageWithPicture(4_400, 0);
  const whole = await look(black, 'all');
  expect(whole).toMatchObject({ hasSquare: true, hasPicture: true });
  const without = await look(black, 'all-but-large-pictures');
  expect(without).toMatchObject({ hasSquare: true, hasPicture: false });
  expect(without.large).toMatch(/^[0-9a-f]{64}$/);
  expect(whole.large).toBe(without.large);
  expect((await look(black, 'all-but-large-pictures')).large).toBe(without.large);
  const grey = await look(pageWithPicture(4_400, 0x55), 'all-but-large-pictures');
  expect(grey.large).not.toBe(without.large);
});

it('draws a picture of an ordinary page', async () => {
  const seen = await look(pageWithPicture(800, 0), 'all-but-large-pictures');
  expect(seen).toEqual({ large: '', hasSquare: true, hasPicture: true });
});
