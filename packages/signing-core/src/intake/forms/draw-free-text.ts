import type { FontSet } from '../../fonts/font-set.js';
import { FontRegister } from '../../pdf/font-register.js';
import { dict, isName, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import { type Page, walkPages } from '../../pdf/page-tree.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { serialiseNumber as n } from '../../pdf/serialise.js';
import { writeFonts } from '../../pdf/write-font.js';
import type { IntakeNote } from '../report.js';
import type { Taking } from '../taking.js';
import { colourOperator, readDefaultAppearance } from './default-appearance.js';
import { addDrawn, type DrawnAppearance } from './draw-appearance.js';
import { drawValue } from './draw-value.js';
import { FileChanges } from './file-changes.js';
import { readFormText } from './form-text.js';
import { isSigned } from './is-signed.js';
import { asWidget, type Widget } from './list-widgets.js';
import { IDENTITY } from './place-appearance.js';

const MOST_TEXT_BOXES = 10_000;
const INSET_PT = 2;

const NOTE: IntakeNote = {
  code: 'pdf-text-boxes-drawn',
  sentence:
    'Text boxes that programs drew each in their own way, or not at all, now look the same everywhere. Check that they are where they should be.',
};

/**
 * Gives each text box (FreeText, ISO 32000-2 § 12.5.6.6) that has no look of its own one in our fonts. Programs differ in
 * whether they draw such a box; PDFium begins to once the file has a form, and sealing gives it one. Signed files stay as
 * they are.
 *
 * @param source the document as it was read first
 */
export function drawFreeText(taking: Taking, source: PdfReader): void {
  if (!taking.tools || textBoxesOf(source).length === 0) return;
  const reader = source.bytes === taking.bytes ? source : new PdfReader(taking.bytes);
  const boxes = textBoxesOf(reader);
  if (boxes.length === 0 || isSigned(reader)) return;
  taking.bytes = withLooks(reader, boxes, taking.tools.fonts);
  for (const { pageIndex, seen } of boxes) if (seen) taking.redrawn.push({ pageIndex, box: seen });
  taking.notes.push(NOTE);
}

function textBoxesOf(reader: PdfReader): Widget[] {
  let pageIndex = 0;
  const found: Widget[] = [];
  for (const page of walkPages(reader)) {
    if (found.length < MOST_TEXT_BOXES) found.push(...onPage(reader, page, pageIndex));
    pageIndex += 1;
  }
  return found;
}

function onPage(reader: PdfReader, page: Page, pageIndex: number): Widget[] {
  return (reader.arrayAt(page.dict, 'Annots') ?? []).flatMap((item): Widget[] => {
    const entries = item instanceof PdfRef ? reader.resolve(item) : null;
    if (!(item instanceof PdfRef && entries instanceof PdfDict && lacksLook(reader, entries))) return [];
    const box = asWidget(reader, entries, item, { page, pageIndex });
    return box.seen ? [box] : [];
  });
}

function lacksLook(reader: PdfReader, entries: PdfDict): boolean {
  const isTextBox = isName(reader.resolve(entries.get('Subtype')), 'FreeText');
  const looks = reader.dictAt(entries, 'AP');
  return isTextBox && !(reader.resolve(looks?.get('N')) instanceof PdfStream);
}

function withLooks(reader: PdfReader, boxes: readonly Widget[], fonts: FontSet): Uint8Array {
  const changes = new FileChanges(reader);
  const register = new FontRegister(fonts.subset);
  const pen = { fonts, codeFor: register.codeFor };
  const drawn = boxes.map((box) => [box, lookOf(reader, box, pen)] as const);
  const fontResources = writeFonts(changes, register.describe());
  for (const [box, look] of drawn) {
    if (!look || box.objectNumber === null) continue;
    const { form } = addDrawn(changes, look, fontResources);
    changes.replace(box.objectNumber, new PdfDict([...box.dict, ['AP', dict({ N: form })]]));
  }
  return changes.write();
}

function lookOf(
  reader: PdfReader,
  { dict: entries, rectangle }: Widget,
  pen: Parameters<typeof drawValue>[2],
): DrawnAppearance | null {
  if (!rectangle) return null;
  const [width, height] = [rectangle.right - rectangle.left, rectangle.top - rectangle.bottom];
  const fill = colourOperator(levelsOf(reader, entries.get('C')), false);
  const background = fill ? `${fill} 0 0 ${n(width)} ${n(height)} re f\n` : '';
  const alignment = reader.numberAt(entries, 'Q');
  const text = {
    text: readFormText(reader, reader.resolve(entries.get('Contents'))) ?? '',
    look: readDefaultAppearance(reader.resolve(entries.get('DA'))),
    alignment: alignment === 1 || alignment === 2 ? alignment : 0,
    ...{ multiline: true, cells: null },
  } as const;
  const inside = drawValue(text, { inset: INSET_PT, width, height }, pen);
  const bounds = { left: 0, bottom: 0, right: width, top: height };
  // Empty too: then nobody draws anything.
  return { operators: `${background}${inside}`, bounds, matrix: IDENTITY };
}

function levelsOf(reader: PdfReader, value: PdfObject | undefined): PdfObject[] | null {
  const levels = reader.resolve(value);
  return Array.isArray(levels) ? levels.map((level) => reader.resolve(level)) : null;
}
