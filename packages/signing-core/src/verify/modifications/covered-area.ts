import type { PdfDict } from '../../pdf/objects.js';
import type { Page } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** Of a widget, in square units of its page; infinite when its rectangle cannot be read. */
export function areaOf(reader: PdfReader, widget: PdfDict): number {
  const rectangle = reader.arrayAt(widget, 'Rect');
  if (!rectangle) return 0;
  const [left, bottom, right, top] = rectangle.map((item) => reader.resolve(item));
  const sides = [left, bottom, right, top].every((side) => typeof side === 'number');
  return sides
    ? Math.abs((Number(right) - Number(left)) * (Number(top) - Number(bottom)))
    : Number.POSITIVE_INFINITY;
}

/** Of what readers show of a page, in square units. */
export function pageArea({ mediaBox, cropBox }: Page): number {
  const boxes = [mediaBox, cropBox].filter((box) => box !== null);
  return Math.min(...boxes.map((box) => (box.right - box.left) * (box.top - box.bottom)));
}
