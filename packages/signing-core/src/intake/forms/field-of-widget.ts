import { PdfDict, PdfName, type PdfObject, PdfRef, type PdfValue } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { onOneShortLine, readFormText } from './form-text.js';
import type { FoundOption } from './found-field.js';

/** Bits of `/Ff` (ISO 32000-2 tables 227, 229, 231 and 233). */
const FLAGS = {
  readOnly: 1 << 0,
  required: 1 << 1,
  multiline: 1 << 12,
  password: 1 << 13,
  radio: 1 << 15,
  pushButton: 1 << 16,
  combo: 1 << 17,
  edit: 1 << 18,
  fileSelect: 1 << 20,
  comb: 1 << 24,
} as const;

export type FieldFlag = keyof typeof FLAGS;

/** What a widget's field says, its own and inherited. */
export interface WidgetField {
  /** Tells two fields apart, also those without a name: the object that has the field's name, or the widget itself. */
  readonly key: PdfDict;
  /** Fully qualified, cleaned; '' when nobody named it. */
  readonly fullName: string;
  /** The last part of the name. */
  readonly partialName: string;
  readonly type: 'Btn' | 'Tx' | 'Ch' | 'Sig' | null;
  has(flag: FieldFlag): boolean;
  readonly maxLength: number | null;
  readonly options: readonly FoundOption[];
  /** `/V`, resolved. */
  readonly value: PdfObject;
  /** Filled in: a text that is more than blanks, a button that is on, a signature. */
  readonly isFilled: boolean;
  /** What the author calls it for people; null when he does not. */
  readonly tooltip: string | null;
  /** `/DA`, `/Q` and other inheritable entries. */
  inherited(key: string): PdfObject;
}

const MAX_FIELD_DEPTH = 64;
const MAX_OPTIONS = 2_000;
const MOST_CELLS = 10_000;

/**
 * The field a widget belongs to, read upwards from the widget (ISO 32000-2 § 12.7.4): so a widget that no list of fields
 * knows has one too, and one without `/P` is on the page that shows it. Circles end.
 */
export function fieldOfWidget(reader: PdfReader, widget: PdfDict): WidgetField {
  const chain = chainOf(reader, widget);
  const inherited = (key: string): PdfObject => {
    const owner = chain.find((node) => node.has(key));
    return owner ? reader.resolve(owner.get(key)) : null;
  };
  const named = chain.filter((node) => readName(reader, node) !== null);
  const names = named.map((node) => onOneShortLine(readName(reader, node) ?? '')).reverse();
  const type = inherited('FT');
  const flags = inherited('Ff');
  const maxLength = inherited('MaxLen');
  const value = inherited('V');
  const tooltip = chain.map((node) => readFormText(reader, reader.resolve(node.get('TU')))).find(Boolean);
  return {
    key: named[0] ?? widget,
    fullName: onOneShortLine(names.filter((name) => name !== '').join('.')),
    partialName: names.at(-1) ?? '',
    type: type instanceof PdfName ? asType(type.value) : null,
    has: (flag) => typeof flags === 'number' && (flags & FLAGS[flag]) !== 0,
    maxLength: isCount(maxLength) ? maxLength : null,
    options: readOptions(reader, inherited('Opt')),
    value,
    isFilled: isFilled(reader, value),
    tooltip: tooltip ? onOneShortLine(tooltip) : null,
    inherited,
  };
}

function chainOf(reader: PdfReader, widget: PdfDict): PdfDict[] {
  const chain: PdfDict[] = [];
  let node: PdfObject = widget;
  while (node instanceof PdfDict && chain.length < MAX_FIELD_DEPTH && !chain.includes(node)) {
    chain.push(node);
    // The page a broken file names as parent is no field.
    const parent: PdfValue | undefined = node.get('Parent');
    const above: PdfObject = parent instanceof PdfRef ? reader.resolve(parent) : null;
    node = above instanceof PdfDict && !above.has('MediaBox') && !above.has('Contents') ? above : null;
  }
  return chain;
}

const readName = (reader: PdfReader, node: PdfDict): string | null =>
  readFormText(reader, reader.resolve(node.get('T')));

const asType = (type: string): WidgetField['type'] =>
  type === 'Btn' || type === 'Tx' || type === 'Ch' || type === 'Sig' ? type : null;

const isCount = (value: PdfObject): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MOST_CELLS;

function isFilled(reader: PdfReader, value: PdfObject): boolean {
  if (value instanceof PdfName) return value.value !== 'Off' && value.value !== '';
  if (value instanceof PdfDict) return true;
  if (Array.isArray(value)) return value.some((item) => isFilled(reader, reader.resolve(item)));
  return (readFormText(reader, value) ?? '').trim() !== '';
}

/** Texts, or pairs of what is stored and what is read (§ 12.7.5.4). */
function readOptions(reader: PdfReader, value: PdfObject): FoundOption[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MAX_OPTIONS).flatMap((item): FoundOption[] => {
    const option = reader.resolve(item);
    const parts = Array.isArray(option) ? option.map(reader.resolve) : [option];
    const [stored, shown] = parts.map((part) => onOneShortLine(readFormText(reader, part) ?? ''));
    if (stored === undefined || (stored === '' && !shown)) return [];
    return [{ value: stored, label: shown || stored }];
  });
}
