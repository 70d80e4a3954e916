import { listFormFields } from './form-fields.js';
import { PdfDict, PdfName, PdfRef } from './objects.js';
import type { PdfReader } from './pdf-reader.js';

/** A terminal field of type /Sig (ISO 32000-2 § 12.7.5.5). */
export interface SignatureField {
  /** Fully qualified name. */
  readonly fieldName: string;
  readonly reference: PdfRef | null;
  /** The signature dictionary, null while the field waits to be signed. */
  readonly value: PdfDict | null;
  readonly valueReference: PdfRef | null;
}

/** Every signature field of the form, in document order. Throws `pdf-damaged` when the field tree loops. */
export function listSignatureFields(reader: PdfReader): SignatureField[] {
  return listFormFields(reader)
    .filter(({ type, isTerminal }) => type === 'Sig' && isTerminal)
    .map(({ fieldName, reference, dict }) => {
      const raw = dict.get('V');
      const value = reader.resolve(raw);
      return {
        fieldName,
        reference,
        value: value instanceof PdfDict ? value : null,
        valueReference: raw instanceof PdfRef ? raw : null,
      };
    });
}

/** `/P` of the certification (DocMDP) the document is under, or null when it is not certified. */
export function certificationLevel(reader: PdfReader, fields: readonly SignatureField[]): number | null {
  const permissions = reader.dictAt(reader.catalog, 'Perms');
  const certified = permissions && reader.dictAt(permissions, 'DocMDP');
  const candidates = [certified, ...fields.map((field) => field.value)].filter((value) => value !== null);
  for (const signature of candidates) {
    for (const item of reader.arrayAt(signature, 'Reference') ?? []) {
      const reference = reader.resolve(item);
      if (!(reference instanceof PdfDict)) continue;
      const method = reader.resolve(reference.get('TransformMethod'));
      if (!(method instanceof PdfName) || method.value !== 'DocMDP') continue;
      const parameters = reader.dictAt(reference, 'TransformParams');
      return (parameters && reader.numberAt(parameters, 'P')) ?? 2;
    }
  }
  return null;
}
