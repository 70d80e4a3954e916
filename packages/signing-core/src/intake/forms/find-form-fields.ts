import type { FractionBox } from '../../pdf/page-geometry.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { FoundField, FoundFieldType, FoundOption } from './found-field.js';
import { onState, type PageWidgets, shownState, type Widget } from './list-widgets.js';
import { UniqueNames } from './unique-names.js';

/** More than anybody assigns by hand; a form that has more is flattened all the same. */
const MAX_FOUND_FIELDS = 5_000;
/** As a fraction of the page: nobody sees or hits less. */
const LEAST_SIDE = 0.002;

type SeenWidget = Widget & { readonly seen: FractionBox };

export interface FoundInForm {
  readonly fields: readonly FoundField[];
  /** Empty fields there are beyond the ones that are offered. */
  readonly leftOut: number;
}

/**
 * The empty fields of a form that a person could fill in and see, in the order of the pages. What is filled in,
 * read-only, hidden or a push button is none.
 *
 * @param dateFields full names of the fields that accept dates only, see `findDateFields`
 */
export function findFormFields(
  reader: PdfReader,
  pages: readonly PageWidgets[],
  dateFields: ReadonlySet<string>,
): FoundInForm {
  const widgets = pages.flatMap((page) => page.widgets);
  const byField = new Map<object, Widget[]>();
  for (const widget of widgets) {
    const siblings = byField.get(widget.field.key);
    if (siblings) siblings.push(widget);
    else byField.set(widget.field.key, [widget]);
  }
  const names = new UniqueNames();
  const found: FoundField[] = [];
  let leftOut = 0;
  for (const widget of widgets) {
    const siblings = byField.get(widget.field.key) ?? [];
    if (!isSeen(widget) || !isToBeFilledIn(reader, widget, siblings)) continue;
    if (found.length < MAX_FOUND_FIELDS) found.push(describe(reader, widget, siblings, dateFields, names));
    else leftOut++;
  }
  return { fields: found, leftOut };
}

const isSeen = (widget: Widget): widget is SeenWidget =>
  widget.seen !== null && widget.seen.width >= LEAST_SIDE && widget.seen.height >= LEAST_SIDE;

function isToBeFilledIn(reader: PdfReader, { field }: Widget, siblings: readonly Widget[]): boolean {
  if (field.type === null || field.isFilled || field.has('readOnly')) return false;
  if (field.type === 'Tx') return !field.has('fileSelect');
  if (field.type !== 'Btn') return true;
  return !field.has('pushButton') && siblings.every((one) => shownState(reader, one) === 'Off');
}

function describe(
  reader: PdfReader,
  widget: SeenWidget,
  siblings: readonly Widget[],
  dateFields: ReadonlySet<string>,
  names: UniqueNames,
): FoundField {
  const { field } = widget;
  const type = typeOf(reader, widget, siblings, dateFields);
  const choice = type === 'radio' ? optionOf(reader, widget, siblings) : null;
  const fullName = field.fullName || type;
  const isText = type === 'text';
  const plain = isText && !field.has('password');
  const multiline = isText && field.type === 'Tx' && field.has('multiline');
  const comb = plain && !multiline && field.has('comb') && field.maxLength !== null;
  return {
    source: 'form',
    name: names.next(choice ? `${fullName} ${choice.value}` : fullName),
    type,
    pageIndex: widget.pageIndex,
    box: widget.seen,
    // A place to sign that may stay empty is of no use to whoever sends the document.
    required: type === 'signature' || field.has('required'),
    label: labelOf(widget, choice),
    role: null,
    options: choice ? [choice] : type === 'dropdown' ? field.options : [],
    group: choice ? names.group(field.key, fullName) : null,
    maxLength: isText ? field.maxLength : null,
    comb,
    multiline,
  };
}

function typeOf(
  reader: PdfReader,
  { field }: Widget,
  siblings: readonly Widget[],
  dateFields: ReadonlySet<string>,
): FoundFieldType {
  if (field.type === 'Sig') return 'signature';
  if (field.type === 'Btn') return isChoice(reader, siblings) ? 'radio' : 'checkbox';
  if (field.type === 'Ch') return field.options.length > 0 ? 'dropdown' : 'text';
  return dateFields.has(field.fullName) ? 'date' : 'text';
}

/**
 * Several buttons of one field of which one can be on. Check boxes that share a field and have states of their own behave
 * so too; those that share the state are one box shown in several places.
 */
function isChoice(reader: PdfReader, siblings: readonly Widget[]): boolean {
  const states = new Set(siblings.filter(isSeen).map(({ dict }) => onState(reader, dict)));
  return states.size > 1;
}

/** `/Opt` of a choice names its buttons in their order (ISO 32000-2 § 12.7.5.2.3); the states are then numbers. */
function optionOf(reader: PdfReader, widget: Widget, siblings: readonly Widget[]): FoundOption {
  const { field } = widget;
  const state = onState(reader, widget.dict);
  const named = field.options[state && /^\d+$/.test(state) ? Number(state) : siblings.indexOf(widget)];
  const value = named?.value ?? state ?? String(siblings.indexOf(widget) + 1);
  return { value, label: named?.label ?? value };
}

function labelOf({ field }: Widget, choice: FoundOption | null): string {
  // What XFA-made forms add to every part of a name.
  const name = field.partialName.replace(/\[\d+\]$/, '');
  const label = field.tooltip ?? (name || field.fullName);
  return choice ? [label, choice.label].filter(Boolean).join(': ') : label;
}
