import { normalisePdf } from '../../intake/normalise/normalise-pdf.js';
import { PdfDict, PdfName } from '../../pdf/objects.js';
import { visiblePage } from '../../pdf/page-geometry.js';
import { type Page, readRectangle, walkPages } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { FreePart } from '../compare-views.js';

/** What is drawn by some programs and not by others, or what intake takes out. */
const REDRAWN = new Set(['Widget', 'Screen', 'Movie', 'RichMedia', 'Sound', '3D']);

/** Where an upload, as far as it can be read, has fields and media: there, what is frozen may look otherwise. */
export async function findFreeParts(upload: Uint8Array): Promise<FreePart[]> {
  const { source } = await normalisePdf(upload);
  return [...walkPages(source)].flatMap((page, pageIndex) => partsOf(source, page, pageIndex));
}

function partsOf(reader: PdfReader, page: Page, pageIndex: number): FreePart[] {
  return (reader.arrayAt(page.dict, 'Annots') ?? []).flatMap((item) => {
    const annotation = reader.resolve(item);
    if (!(annotation instanceof PdfDict)) return [];
    const subtype = reader.resolve(annotation.get('Subtype'));
    const rectangle = readRectangle(reader, annotation.get('Rect'));
    if (!(subtype instanceof PdfName) || !REDRAWN.has(subtype.value) || !rectangle) return [];
    const box = visiblePage(page).locate(rectangle);
    return box ? [{ pageIndex, box }] : [];
  });
}
