import { SigningError } from '../errors.js';
import type { FontSet } from '../fonts/font-set.js';
import { drawContent } from './draw-content.js';
import { FontRegister } from './font-register.js';
import { checkMark, type FieldMark } from './marks.js';
import { dict, name, PdfDict, type PdfRef } from './objects.js';
import { contentReferences, decodedContent, wrappingFor } from './page-content.js';
import { visiblePage } from './page-geometry.js';
import { listPages, type Page } from './page-tree.js';
import { PdfReader } from './pdf-reader.js';
import { RevisionWriter } from './revision-writer.js';
import { serialiseNumber as n } from './serialise.js';
import { addCompressed, writeFonts } from './write-font.js';

/** Shorter side of an ordinary page in points (A4). */
const ORDINARY_SIDE_PT = 595;

/**
 * Draws field values onto the pages as one incremental update; equal input gives equal bytes. Each page gets
 * its marks as one form XObject behind its own content, which is wrapped, not rewritten.
 * Throws `mark-invalid`, `text-undrawable`, `font-unusable`, `pdf-damaged`, `pdf-page-box-invalid`, `pdf-encrypted`.
 */
export async function drawMarks(
  frozen: Uint8Array,
  marks: readonly FieldMark[],
  fonts: FontSet,
): Promise<Uint8Array> {
  if (marks.length === 0) return frozen;
  const reader = new PdfReader(frozen);
  if (reader.isEncrypted)
    throw new SigningError('pdf-encrypted', 'This PDF is encrypted and cannot be filled in.');
  const pages = listPages(reader);
  for (const mark of marks) checkMark(mark, pages.count);
  const writer = new RevisionWriter(reader);
  const embedded = new FontRegister(fonts.subset);
  const pageIndexes = [...new Set(marks.map((mark) => mark.pageIndex))].sort((a, b) => a - b);
  const drawn = pageIndexes.flatMap((pageIndex) => {
    const page = pages.at(pageIndex);
    const pageMarks = marks.filter((mark) => mark.pageIndex === pageIndex);
    return page ? [{ page, content: drawPage(page, pageMarks, fonts, embedded) }] : [];
  });
  const fontResources = writeFonts(writer, embedded.describe());
  for (const { page, content } of drawn) attach(reader, writer, page, content, fontResources);
  return writer.write().bytes;
}

function drawPage(page: Page, marks: readonly FieldMark[], fonts: FontSet, register: FontRegister): string {
  const visible = visiblePage(page);
  const scale = Math.max(1, Math.min(visible.widthPt, visible.heightPt) / ORDINARY_SIDE_PT);
  let content = '';
  for (const mark of marks) {
    const { matrix, widthPt, heightPt } = visible.place(mark.box);
    const canvas = { widthPt, heightPt, scale, fonts, codeFor: register.codeFor };
    // Clipped to its box: whatever a font or a hand does, a mark never covers its neighbour.
    const clip = `${n(-1)} ${n(-1)} ${n(widthPt + 2)} ${n(heightPt + 2)} re W n`;
    content += `q ${matrix.map(n).join(' ')} cm ${clip}\n${drawContent(mark.content, canvas)}Q\n`;
  }
  return content;
}

function attach(
  reader: PdfReader,
  writer: RevisionWriter,
  page: Page,
  content: string,
  fonts: PdfDict,
): void {
  const form = addCompressedForm(writer, page, content, fonts);
  const xObjects = new PdfDict(reader.dictAt(page.resources, 'XObject') ?? []);
  let number = 1;
  while (xObjects.has(`Sealwright${number}`)) number++;
  const resourceName = `Sealwright${number}`;
  xObjects.set(resourceName, form);
  const wrapping = wrappingFor(decodedContent(reader, page));
  const before = writer.addStream(new PdfDict(), Buffer.from(wrapping.before, 'latin1'));
  const after = writer.addStream(
    new PdfDict(),
    Buffer.from(`${wrapping.after}q /${resourceName} Do Q\n`, 'latin1'),
  );
  // Copies, not the shared dictionaries: other pages that inherit the same resources stay as they are.
  const changed = new PdfDict(page.dict);
  changed.set('Resources', new PdfDict([...page.resources, ['XObject', xObjects]]));
  changed.set('Contents', [before, ...contentReferences(reader, page), after]);
  writer.put(page.reference, changed);
}

function addCompressedForm(writer: RevisionWriter, page: Page, content: string, fonts: PdfDict): PdfRef {
  const box = page.mediaBox ?? { left: 0, bottom: 0, right: 0, top: 0 };
  return addCompressed(writer, Buffer.from(content, 'latin1'), {
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [box.left, box.bottom, box.right, box.top],
    Resources: dict({ Font: fonts }),
  });
}
