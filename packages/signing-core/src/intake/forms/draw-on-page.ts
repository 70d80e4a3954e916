import { PdfDict } from '../../pdf/objects.js';
import { contentReferences, decodedContent, wrappingFor } from '../../pdf/page-content.js';
import type { Page, Rectangle } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { addCompressed } from '../../pdf/write-font.js';
import type { Appearance } from './existing-appearance.js';
import type { FileChanges } from './file-changes.js';
import { exact, placeAppearance } from './place-appearance.js';

export interface Look {
  readonly appearance: Appearance;
  /** Of the page's own space. */
  readonly onto: Rectangle;
  /** Number of the marked content it becomes, when a tag knows it. */
  readonly mark: number | null;
}

/** The page with the given looks behind its own content, which is wrapped, not rewritten; a copy of its dictionary. */
export function drawOnPage(
  reader: PdfReader,
  changes: FileChanges,
  page: Page,
  looks: readonly Look[],
): PdfDict {
  const changed = new PdfDict(page.dict);
  const xObjects = new PdfDict(reader.dictAt(page.resources, 'XObject') ?? []);
  const names = new Map<number, string>();
  let content = '';
  for (const { appearance, onto, mark } of looks) {
    const placed = placeAppearance(appearance.bounds, appearance.matrix, onto);
    if (!placed) continue;
    const { objectNumber } = appearance.form;
    const resourceName = names.get(objectNumber) ?? freeName(xObjects);
    names.set(objectNumber, resourceName);
    xObjects.set(resourceName, appearance.form);
    const drawn = `q ${placed.map(exact).join(' ')} cm /${resourceName} Do Q\n`;
    content += mark === null ? drawn : `/Form <</MCID ${mark}>> BDC\n${drawn}EMC\n`;
  }
  if (content === '') return changed;
  const wrapping = wrappingFor(decodedContent(reader, page));
  const before = addCompressed(changes, Buffer.from(wrapping.before, 'latin1'));
  const after = addCompressed(changes, Buffer.from(wrapping.after + content, 'latin1'));
  changed.set('Resources', new PdfDict([...page.resources, ['XObject', xObjects]]));
  changed.set('Contents', [before, ...contentReferences(reader, page), after]);
  return changed;
}

function freeName(taken: PdfDict): string {
  let number = taken.size + 1;
  while (taken.has(`Flat${number}`)) number++;
  return `Flat${number}`;
}
