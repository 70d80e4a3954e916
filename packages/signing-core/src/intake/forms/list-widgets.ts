import { SigningError } from '../../errors.js';
import { isName, PdfDict, PdfName, PdfRef } from '../../pdf/objects.js';
import type { FractionBox } from '../../pdf/page-geometry.js';
import { visiblePage } from '../../pdf/page-geometry.js';
import { type Page, type Rectangle, readRectangle, walkPages } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { fieldOfWidget, type WidgetField } from './field-of-widget.js';

/** One box of the form on a page. */
export interface Widget {
  readonly dict: PdfDict;
  /** Null when it is written into the page's list instead of being an object of its own. */
  readonly objectNumber: number | null;
  readonly pageIndex: number;
  /** Of the page's own space; null when it has none. */
  readonly rectangle: Rectangle | null;
  /** Where it is seen; null when it is hidden or lies outside of the page. */
  readonly seen: FractionBox | null;
  readonly field: WidgetField;
}

export interface PageWidgets {
  readonly page: Page;
  readonly pageIndex: number;
  readonly widgets: readonly Widget[];
}

/** Bits of an annotation's `/F` (ISO 32000-2 table 167). What is shown but not printed counts as shown. */
const HIDDEN = 1 << 1;
const NO_VIEW = 1 << 5;
const MAX_WIDGETS = 100_000;

/** The pages that show parts of a form, with those parts in the order of the page. Throws `pdf-too-complex`. */
export function listWidgets(reader: PdfReader): PageWidgets[] {
  const found: PageWidgets[] = [];
  let pageIndex = 0;
  let count = 0;
  for (const page of walkPages(reader)) {
    const widgets = widgetsOf(reader, page, pageIndex);
    count += widgets.length;
    if (count > MAX_WIDGETS) {
      throw new SigningError(
        'pdf-too-complex',
        'The form of this PDF has far more fields than anybody could fill in. Print it to a new PDF and use that.',
      );
    }
    if (widgets.length > 0) found.push({ page, pageIndex, widgets });
    pageIndex++;
  }
  return found;
}

export const isWidget = (reader: PdfReader, value: unknown): value is PdfDict =>
  value instanceof PdfDict && isName(reader.resolve(value.get('Subtype')), 'Widget');

function widgetsOf(reader: PdfReader, page: Page, pageIndex: number): Widget[] {
  const annotations = reader.arrayAt(page.dict, 'Annots') ?? [];
  return annotations.flatMap((item): Widget[] => {
    const dict = reader.resolve(item);
    if (!isWidget(reader, dict)) return [];
    return [asWidget(reader, dict, item instanceof PdfRef ? item : null, { page, pageIndex })];
  });
}

/** An annotation of a page, with where it is seen. */
export function asWidget(
  reader: PdfReader,
  dict: PdfDict,
  reference: PdfRef | null,
  { page, pageIndex }: Pick<PageWidgets, 'page' | 'pageIndex'>,
): Widget {
  const rectangle = readRectangle(reader, dict.get('Rect'));
  const flags = reader.numberAt(dict, 'F') ?? 0;
  const isShown = (flags & (HIDDEN | NO_VIEW)) === 0;
  return {
    dict,
    objectNumber: reference?.objectNumber ?? null,
    pageIndex,
    rectangle,
    seen: isShown && rectangle ? visiblePage(page).locate(rectangle) : null,
    field: fieldOfWidget(reader, dict),
  };
}

/** The name of the state in which a button is on, of those its appearance knows; null when it has only one look. */
export function onState(reader: PdfReader, widget: PdfDict): string | null {
  const appearances = reader.dictAt(widget, 'AP');
  const states = appearances && reader.dictAt(appearances, 'N');
  return [...(states?.keys() ?? [])].find((state) => state !== 'Off') ?? null;
}

/** The state a button shows now (§ 12.7.5.2.3): its own `/AS`, or what its field says. */
export function shownState(reader: PdfReader, { dict, field }: Widget): string {
  const own = reader.resolve(dict.get('AS'));
  if (own instanceof PdfName) return own.value;
  return field.value instanceof PdfName ? field.value.value : 'Off';
}
