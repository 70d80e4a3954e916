import { isName, PdfDict, type PdfObject, PdfRef, PdfStream } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { serialise } from '../pdf/serialise.js';

/** What decides how a page looks; `Annots` may grow, because signature fields are annotations. */
const PAGE_KEYS = ['Contents', 'Resources', 'MediaBox', 'CropBox', 'Rotate', 'UserUnit'] as const;

/**
 * True when revisions after `end` replace something an earlier signer saw: a stream (content, appearance,
 * image, font) or what a page is made of. New objects, form dictionaries, the catalogue and metadata may change.
 */
export function changesSeenContent(reader: PdfReader, end: number): boolean {
  const before = new PdfReader(reader.bytes.subarray(0, end));
  for (const section of reader.crossReference.sections) {
    if (section.offset < end) continue;
    for (const [objectNumber, entry] of section.entries) {
      if (
        entry.kind === 'free' ||
        (before.crossReference.entries.get(objectNumber)?.kind ?? 'free') === 'free'
      )
        continue;
      const reference = new PdfRef(objectNumber, 0);
      if (differsVisibly(before.resolve(reference), reader.resolve(reference))) return true;
    }
  }
  return false;
}

function differsVisibly(before: PdfObject, after: PdfObject): boolean {
  if (before instanceof PdfStream) {
    if (isName(before.dict.get('Type'), 'Metadata') || isName(before.dict.get('Type'), 'XRef')) return false;
    return !(after instanceof PdfStream) || Buffer.compare(before.data, after.data) !== 0;
  }
  if (!(before instanceof PdfDict)) return false;
  if (!(after instanceof PdfDict)) return true;
  if (isName(before.get('Type'), 'Pages')) return changed(before, after, ['Kids', 'Count', ...PAGE_KEYS]);
  if (isName(before.get('Type'), 'Page')) return changed(before, after, PAGE_KEYS);
  return false;
}

const changed = (before: PdfDict, after: PdfDict, keys: readonly string[]): boolean =>
  keys.some((key) => serialise(before.get(key) ?? null) !== serialise(after.get(key) ?? null));
