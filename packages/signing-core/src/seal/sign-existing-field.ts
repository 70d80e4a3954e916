import { dict, PdfDict, type PdfRef } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';
import type { EmptySignatureField } from './choose-field.js';
import type { SealAppearance } from './visible-seal.js';

/**
 * Gives an empty signature field its value, and its widget the look of the seal when there is one. Whatever its author
 * wrote (rectangle, flags, page, kids, lock) stays: a signature that moves its own field reads as a change of the
 * document (reference § 1.3, b).
 */
export function signExistingField(
  reader: PdfReader,
  writer: RevisionWriter,
  signature: PdfRef,
  field: EmptySignatureField,
  visible: { readonly widget: PdfRef; readonly appearance: SealAppearance } | undefined,
): void {
  const signed = new PdfDict([...field.dict, ['V', signature]]);
  if (visible) {
    const isMerged = visible.widget.objectNumber === field.reference.objectNumber;
    const found = isMerged ? signed : reader.resolve(visible.widget);
    const widget = found instanceof PdfDict ? new PdfDict(found) : new PdfDict();
    widget.set('AP', dict({ N: visible.appearance.normal }));
    writer.put(visible.widget, widget);
    if (isMerged) return;
  }
  writer.put(field.reference, signed);
}
