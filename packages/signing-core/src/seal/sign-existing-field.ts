import { PdfDict, type PdfRef } from '../pdf/objects.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';
import type { EmptySignatureField } from './choose-field.js';

/**
 * Gives an empty signature field its value. Whatever its author wrote (rectangle, flags, page, kids, lock)
 * stays: a signature that moves its own field reads as a change of the document (reference § 1.3, b).
 */
export function signExistingField(
  writer: RevisionWriter,
  signature: PdfRef,
  field: EmptySignatureField,
): void {
  writer.put(field.reference, new PdfDict([...field.dict, ['V', signature]]));
}
