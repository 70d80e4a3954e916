import { damaged } from './damaged.js';
import { PdfDict, PdfName, PdfRef, PdfString, type PdfValue, readTextString } from './objects.js';
import type { PdfReader } from './pdf-reader.js';

/** A node of the form's field tree (ISO 32000-2 § 12.7.4). */
export interface FormField {
  /** Fully qualified name. */
  readonly fieldName: string;
  readonly dict: PdfDict;
  /** Null when the field is written into its parent instead of being an object of its own. */
  readonly reference: PdfRef | null;
  /** `/FT`, also when inherited; null for a node that only groups others. */
  readonly type: string | null;
  readonly isTerminal: boolean;
  /** Widgets below a terminal field that are not merged with it. */
  readonly widgets: readonly PdfRef[];
}

const MAX_FIELD_DEPTH = 64;
const MAX_FIELDS = 200_000;

interface Pending {
  readonly value: PdfValue;
  readonly parentName: string;
  readonly type: PdfValue;
  readonly depth: number;
}

/** Every node of the form, in document order. Throws `pdf-damaged` when the tree loops. */
export function listFormFields(reader: PdfReader): FormField[] {
  const form = reader.dictAt(reader.catalog, 'AcroForm');
  const roots = form ? (reader.arrayAt(form, 'Fields') ?? []) : [];
  const found: FormField[] = [];
  const visited = new Set<number>();
  const pending: Pending[] = roots
    .map((value) => ({ value, parentName: '', type: null, depth: 0 }))
    .reverse();
  for (let item = pending.pop(); item; item = pending.pop()) {
    if (item.depth > MAX_FIELD_DEPTH || found.length > MAX_FIELDS) throw damaged('its form goes in a circle');
    if (item.value instanceof PdfRef) {
      if (visited.has(item.value.objectNumber)) throw damaged('its form goes in a circle');
      visited.add(item.value.objectNumber);
    }
    const dict = reader.resolve(item.value);
    if (dict instanceof PdfDict) found.push(visit(reader, dict, item, pending));
  }
  return found;
}

function visit(reader: PdfReader, dict: PdfDict, item: Pending, pending: Pending[]): FormField {
  const partial = reader.resolve(dict.get('T'));
  const ownName = partial instanceof PdfString ? readTextString(partial) : '';
  const fieldName = [item.parentName, ownName].filter((part) => part !== '').join('.');
  const type = dict.get('FT') ?? item.type;
  const typeName = reader.resolve(type);
  const kids = reader.arrayAt(dict, 'Kids') ?? [];
  const isField = (kid: PdfValue): boolean => {
    const child = reader.resolve(kid);
    return child instanceof PdfDict && child.has('T');
  };
  const children: PdfValue[] = [];
  const widgets: PdfRef[] = [];
  for (const kid of kids) {
    if (isField(kid)) children.push(kid);
    else if (kid instanceof PdfRef) widgets.push(kid);
  }
  const depth = item.depth + 1;
  pending.push(...children.map((value) => ({ value, parentName: fieldName, type, depth })).reverse());
  return {
    fieldName,
    dict,
    reference: item.value instanceof PdfRef ? item.value : null,
    type: typeName instanceof PdfName ? typeName.value : null,
    isTerminal: children.length === 0,
    widgets,
  };
}
