import { PdfDict, PdfName, PdfRef } from '../../pdf/objects.js';
import type { FractionBox } from '../../pdf/page-geometry.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { existingAppearance } from './existing-appearance.js';
import { asWidget, type PageWidgets, type Widget } from './list-widgets.js';

/** Annotations that are nothing but what they show (ISO 32000-2 § 12.5.6): no links, files or notes to open. */
const DRAWINGS = new Set(
  'Square Circle Line Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink FreeText'.split(
    ' ',
  ),
);

const MOST_COMPARISONS = 4_000_000;

/**
 * The widgets of a page, and among them, in the order of the page, the drawings that lie under one: a field that becomes part
 * of the page would else be covered by what it covered before, and so would what is filled in there.
 */
export function withUnderlying(reader: PdfReader, { page, pageIndex, widgets }: PageWidgets): Widget[] {
  const annotations = reader.arrayAt(page.dict, 'Annots') ?? [];
  // Each drawing is held against each field above it.
  if ((annotations.length - widgets.length) * widgets.length > MOST_COMPARISONS) return [...widgets];
  const places = new Map(widgets.map((widget) => [widget.dict, widget]));
  const above: FractionBox[] = [];
  const order: Widget[] = [];
  for (const item of annotations.toReversed()) {
    const entries = reader.resolve(item);
    if (!(entries instanceof PdfDict)) continue;
    const widget = places.get(entries);
    if (widget?.seen) above.push(widget.seen);
    const drawing =
      widget ??
      drawingUnder(reader, entries, item instanceof PdfRef ? item : null, { page, pageIndex }, above);
    if (drawing) order.push(drawing);
  }
  return order.reverse();
}

function drawingUnder(
  reader: PdfReader,
  entries: PdfDict,
  reference: PdfRef | null,
  { page, pageIndex }: Pick<PageWidgets, 'page' | 'pageIndex'>,
  above: readonly FractionBox[],
): Widget | null {
  const subtype = reader.resolve(entries.get('Subtype'));
  if (above.length === 0 || !(subtype instanceof PdfName && DRAWINGS.has(subtype.value)) || entries.has('OC'))
    return null;
  const drawing = asWidget(reader, entries, reference, { page, pageIndex });
  const { seen } = drawing;
  const isUnder = seen !== null && above.some((box) => overlap(seen, box));
  return isUnder && existingAppearance(reader, drawing)?.drawsSomething === true ? drawing : null;
}

const overlap = (one: FractionBox, other: FractionBox): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;
