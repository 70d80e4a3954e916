import { damaged } from '../../pdf/damaged.js';
import {
  isName,
  PdfDict,
  PdfName,
  type PdfObject,
  PdfRef,
  PdfString,
  type PdfValue,
  readTextString,
} from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { sameValue } from './same-value.js';

/** A terminal field and its widgets; a field with one widget usually is that widget. */
export interface FormField {
  readonly objectNumber: number;
  readonly dict: PdfDict;
  /** Fully qualified. */
  readonly fieldName: string;
  /** `Tx`, `Btn`, `Ch`, `Sig`, inherited or own. */
  readonly type: string | null;
  /** Resolved, inherited or own. */
  readonly value: PdfObject;
  readonly isRoot: boolean;
  /** Object numbers; the field's own where it is merged with its widget. */
  readonly widgets: readonly number[];
}

const MAX_DEPTH = 64;
const MAX_NODES = 200_000;

interface Pending {
  readonly reference: PdfRef;
  readonly parentName: string;
  readonly type: PdfValue;
  readonly value: PdfValue;
  readonly depth: number;
}

/** Terminal fields that are objects of their own, by object number. Throws `pdf-damaged` when the tree loops. */
export function readFormFields(reader: PdfReader): Map<number, FormField> {
  const form = reader.dictAt(reader.catalog, 'AcroForm');
  const fields = new Map<number, FormField>();
  const pending: Pending[] = references(form ? reader.arrayAt(form, 'Fields') : null).map((reference) => ({
    reference,
    parentName: '',
    type: null,
    value: null,
    depth: 0,
  }));
  let visited = 0;
  for (let item = pending.pop(); item; item = pending.pop()) {
    if (item.depth > MAX_DEPTH || visited++ > MAX_NODES) throw damaged('its form goes in a circle');
    const dict = reader.resolve(item.reference);
    if (dict instanceof PdfDict) visit(reader, dict, item, pending, fields);
  }
  return fields;
}

const references = (values: readonly PdfValue[] | null): PdfRef[] =>
  (values ?? []).filter((value) => value instanceof PdfRef);

function visit(
  reader: PdfReader,
  dict: PdfDict,
  item: Pending,
  pending: Pending[],
  fields: Map<number, FormField>,
): void {
  const partial = reader.resolve(dict.get('T'));
  const ownName = partial instanceof PdfString ? readTextString(partial) : '';
  const fieldName = [item.parentName, ownName].filter((part) => part !== '').join('.');
  const type = dict.get('FT') ?? item.type;
  const value = dict.get('V') ?? item.value;
  const kids = references(reader.arrayAt(dict, 'Kids'));
  const below = kids.filter((kid) => {
    const child = reader.resolve(kid);
    return child instanceof PdfDict && child.has('T');
  });
  const depth = item.depth + 1;
  for (const reference of below) pending.push({ reference, parentName: fieldName, type, value, depth });
  if (below.length > 0) return;
  const { objectNumber } = item.reference;
  const resolvedType = reader.resolve(type);
  const merged = isName(reader.resolve(dict.get('Subtype')), 'Widget') ? [objectNumber] : [];
  fields.set(objectNumber, {
    objectNumber,
    dict,
    fieldName,
    type: resolvedType instanceof PdfName ? resolvedType.value : null,
    value: reader.resolve(value),
    isRoot: item.depth === 0,
    widgets: kids.length > 0 ? kids.map((kid) => kid.objectNumber) : merged,
  });
}

/** Nothing was entered, ticked or chosen: a list that still shows its default is as good as untouched. */
export function isUnfilled(reader: PdfReader, { value, type, dict }: FormField): boolean {
  const initial = reader.resolve(dict.get('DV'));
  return isEmptyValue(value) || (type === 'Ch' && initial !== null && sameValue(value, initial));
}

function isEmptyValue(value: PdfObject): boolean {
  if (value === null) return true;
  if (value instanceof PdfString) return readTextString(value).trim() === '';
  if (value instanceof PdfName) return value.value === 'Off' || value.value === '';
  return Array.isArray(value) && value.length === 0;
}

/** Takes up room on its page. */
export function isVisible(reader: PdfReader, widget: PdfDict): boolean {
  const rectangle = reader.arrayAt(widget, 'Rect');
  if (rectangle?.length !== 4) return rectangle !== null;
  const [left, bottom, right, top] = rectangle.map((item) => reader.resolve(item));
  return left !== right && bottom !== top;
}
