import { PdfDict, PdfRef } from '../pdf/objects.js';
import { type Page, readRectangle, walkPages } from '../pdf/page-tree.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';
import { renderSealAppearance } from './appearance.js';
import { type EmptySignatureField, fieldUnusable } from './choose-field.js';
import { optionInvalid, type SealOptions } from './seal-options.js';
import type { SealAppearance } from './visible-seal.js';

interface Revision {
  readonly reader: PdfReader;
  readonly writer: RevisionWriter;
  readonly options: SealOptions;
}

/** The appearance of a new field, on the page and in the box asked for; undefined for an invisible seal. */
export function drawNewSeal({
  reader,
  writer,
  options,
}: Revision): { page: Page; appearance: SealAppearance } | undefined {
  const { visible } = options;
  if (!visible) return undefined;
  const page = [...walkPages(reader)][visible.pageIndex];
  if (!page) throw optionInvalid('The document has no such page for the visible seal.');
  return { page, appearance: renderSealAppearance({ writer, page, visible, texts: options }) };
}

/** The widget of an existing field that shows the seal, and what it shows in the rectangle its author gave it. */
export function drawExistingSeal(
  { reader, writer, options }: Revision,
  field: EmptySignatureField,
): { widget: PdfRef; appearance: SealAppearance } | undefined {
  const { visible } = options;
  if (!visible) return undefined;
  const widget = field.widgets.length === 0 ? field.reference : field.widgets[0];
  const widgetDict = widget && reader.resolve(widget);
  if (!widget || field.widgets.length > 1 || !(widgetDict instanceof PdfDict)) {
    throw fieldUnusable('The field named for the seal shows in several places. Leave the picture out.');
  }
  const rectangle = readRectangle(reader, widgetDict.get('Rect'));
  const page = pageOf(reader, widget, widgetDict);
  if (!rectangle || !page) {
    throw fieldUnusable('The field named for the seal has no place on a page. Leave the picture out.');
  }
  return { widget, appearance: renderSealAppearance({ writer, page, rectangle, visible, texts: options }) };
}

/** The page that lists the widget; its own /P is only believed where none does. */
function pageOf(reader: PdfReader, widget: PdfRef, widgetDict: PdfDict): Page | undefined {
  const pages = [...walkPages(reader)];
  const lists = ({ dict }: Page): boolean =>
    (reader.arrayAt(dict, 'Annots') ?? []).some((entry) => isSame(entry, widget));
  return pages.find(lists) ?? pages.find(({ reference }) => isSame(widgetDict.get('P'), reference));
}

function isSame(value: unknown, reference: PdfRef): boolean {
  return value instanceof PdfRef && value.objectNumber === reference.objectNumber;
}
