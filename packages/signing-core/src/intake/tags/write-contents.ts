import { PdfDict, type PdfRef } from '../../pdf/objects.js';
import type { Page } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { addCompressed } from '../../pdf/write-font.js';
import type { FileChanges } from '../forms/file-changes.js';
import type { Content } from './shown-text.js';

/**
 * Gives a page its new contents. Forms that changed are written as copies of their own, as other pages may draw the same
 * form; so are the forms they are in.
 */
export function writeContents(
  reader: PdfReader,
  changes: FileChanges,
  page: Page,
  rewritten: ReadonlyMap<Content, Uint8Array>,
): void {
  const changed = new PdfDict(page.dict);
  const copies = new Map<Content, Map<string, PdfRef>>();
  const deepestFirst = [...allTouched(rewritten)].sort((a, b) => depthOf(b) - depthOf(a));
  for (const content of deepestFirst) {
    const bytes = rewritten.get(content);
    const resources = withCopies(reader, content.resources, copies.get(content));
    if (!content.within) {
      if (bytes) changed.set('Contents', addCompressed(changes, bytes));
      if (resources) changed.set('Resources', resources);
      continue;
    }
    const { parent, resourceName, form } = content.within;
    const entries = new PdfDict(form.dict);
    if (resources) entries.set('Resources', resources);
    for (const key of ['Filter', 'DecodeParms', 'Length']) entries.delete(key);
    const copy = addCompressed(changes, bytes ?? content.bytes, Object.fromEntries(entries));
    const known = copies.get(parent) ?? new Map<string, PdfRef>();
    copies.set(parent, known.set(resourceName, copy));
  }
  changes.replace(page.reference.objectNumber, changed);
}

/** What is rewritten and all that leads to it. */
function allTouched(rewritten: ReadonlyMap<Content, Uint8Array>): Set<Content> {
  const touched = new Set<Content>();
  for (const content of rewritten.keys())
    for (let at: Content | undefined = content; at; at = at.within?.parent) touched.add(at);
  return touched;
}

function depthOf(content: Content): number {
  let depth = 0;
  for (let at = content.within?.parent; at; at = at.within?.parent) depth++;
  return depth;
}

function withCopies(
  reader: PdfReader,
  resources: PdfDict,
  copies: ReadonlyMap<string, PdfRef> | undefined,
): PdfDict | null {
  if (!copies) return null;
  const xObjects = reader.dictAt(resources, 'XObject') ?? [];
  return new PdfDict([...resources, ['XObject', new PdfDict([...xObjects, ...copies])]]);
}
