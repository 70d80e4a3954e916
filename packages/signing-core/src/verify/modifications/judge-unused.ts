import { PdfDict, PdfName, PdfRef, PdfStream } from '../../pdf/objects.js';
import type { RevisionStep } from './revision-step.js';

/** What a shadow attack prepares: content that a later cross-reference only has to switch to. */
const SHOWN_TYPES = new Set(['Catalog', 'Pages', 'Page', 'OCG', 'OCMD']);

/**
 * A new object that nothing permitted leads to. Nothing shows it, and to be shown it would take another change, which
 * is judged by itself; writers leave such objects behind (a properties dictionary nobody refers to, PDFBox its copy of
 * a hybrid table of contents, iText a widget).
 * Pages and layers are refused all the same.
 */
export function judgeUnused(step: RevisionStep, objectNumber: number): void {
  const value = step.after.resolve(new PdfRef(objectNumber, 0));
  const entries = value instanceof PdfStream ? value.dict : value;
  const type = entries instanceof PdfDict ? step.after.resolve(entries.get('Type')) : null;
  if (type instanceof PdfName && SHOWN_TYPES.has(type.value)) {
    step.refuse(`Object ${objectNumber} was added for no purpose a signature has.`, { objectNumber });
  } else step.note('metadata', `Object ${objectNumber} was added, and nothing uses it.`, { objectNumber });
}
