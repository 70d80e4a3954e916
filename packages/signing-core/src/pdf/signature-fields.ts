import { damaged } from './damaged.js';
import { isName, PdfDict, PdfName, PdfRef, PdfString, type PdfValue, readTextString } from './objects.js';
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

const MAX_FIELD_DEPTH = 64;
const MAX_FIELDS = 200_000;

interface PendingField {
  readonly value: PdfValue;
  readonly parentName: string;
  readonly type: PdfValue;
  readonly depth: number;
}

/** Every signature field of the form, in document order. Throws `pdf-damaged` when the field tree loops. */
export function listSignatureFields(reader: PdfReader): SignatureField[] {
  const form = reader.dictAt(reader.catalog, 'AcroForm');
  const roots = form ? (reader.arrayAt(form, 'Fields') ?? []) : [];
  const found: SignatureField[] = [];
  const visited = new Set<number>();
  const pending: PendingField[] = roots
    .map((value) => ({ value, parentName: '', type: null, depth: 0 }))
    .reverse();
  for (let item = pending.pop(); item; item = pending.pop()) {
    if (item.depth > MAX_FIELD_DEPTH || visited.size > MAX_FIELDS) throw damaged('its form goes in a circle');
    if (item.value instanceof PdfRef) {
      if (visited.has(item.value.objectNumber)) throw damaged('its form goes in a circle');
      visited.add(item.value.objectNumber);
    }
    const field = reader.resolve(item.value);
    if (field instanceof PdfDict) visit(reader, field, item, pending, found);
  }
  return found;
}

function visit(
  reader: PdfReader,
  field: PdfDict,
  item: PendingField,
  pending: PendingField[],
  found: SignatureField[],
): void {
  const partial = reader.resolve(field.get('T'));
  const ownName = partial instanceof PdfString ? readTextString(partial) : null;
  const fieldName = [item.parentName, ownName].filter((part) => part !== null && part !== '').join('.');
  const type = field.get('FT') ?? item.type;
  const kids = reader.arrayAt(field, 'Kids') ?? [];
  const childFields = kids.filter((kid) => {
    const child = reader.resolve(kid);
    return child instanceof PdfDict && child.has('T');
  });
  pending.push(
    ...childFields.map((value) => ({ value, parentName: fieldName, type, depth: item.depth + 1 })).reverse(),
  );
  if (childFields.length > 0 || !isName(reader.resolve(type), 'Sig')) return;
  const raw = field.get('V');
  const value = reader.resolve(raw);
  found.push({
    fieldName,
    reference: item.value instanceof PdfRef ? item.value : null,
    value: value instanceof PdfDict ? value : null,
    valueReference: raw instanceof PdfRef ? raw : null,
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
