import { PdfDict, PdfRef, PdfString } from '../../pdf/objects.js';
import { type FormField, readFormFields } from './form-tree.js';
import { judgeKnownFields } from './judge-fields.js';
import { judgeNewFields } from './judge-new-fields.js';
import { compareLists } from './list-difference.js';
import type { Place } from './object-usages.js';
import type { Permissions, RevisionStep, Slot } from './revision-step.js';
import { changedKeys, sameValue } from './same-value.js';

/** Of the default resources, what the text of a field is drawn with. */
const DRAWING_RESOURCES = new Set([
  'Font',
  'Encoding',
  'ColorSpace',
  'Pattern',
  'Shading',
  'ExtGState',
  'Properties',
]);
const FORM_KEYS = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']);

/** The form and its fields. Answers the widgets of signatures made here, which may appear on a page. */
export function judgeForm(
  step: RevisionStep,
  before: PdfDict,
  after: PdfDict,
  catalogPlace: Place,
  permissions: Permissions,
): Map<number, string> {
  const slot = step.slot(before, after, 'AcroForm', catalogPlace);
  if (slot.after === null && slot.before === null) return new Map();
  if (!(slot.after instanceof PdfDict)) {
    step.refuse('The form was taken out of the document.');
    return new Map();
  }
  const known = slot.before instanceof PdfDict ? slot.before : new PdfDict();
  judgeFormEntries(step, known, slot.after, slot.place);
  const [fieldsBefore, fieldsAfter] = [readFormFields(step.before), readFormFields(step.after)];
  const signed = judgeKnownFields(step, fieldsBefore, fieldsAfter);
  judgeFieldList(step, known, slot.after, slot.place, fieldsAfter);
  return new Map([...signed, ...judgeNewFields(step, fieldsBefore, fieldsAfter, permissions)]);
}

function judgeFormEntries(step: RevisionStep, before: PdfDict, after: PdfDict, place: Place): void {
  const odd = changedKeys(before, after).find((key) => !FORM_KEYS.has(key));
  if (odd !== undefined) step.refuse(`The form was changed (${odd}).`);
  const flags = step.slot(before, after, 'SigFlags', place);
  if (!onlyAddsFlags(flags)) step.refuse('The form takes back that the document is signed.');
  const redraw = step.slot(before, after, 'NeedAppearances', place);
  if (redraw.after === true && redraw.before !== true) {
    step.refuse('Readers are told to draw the form anew, instead of what was signed.');
  }
  const style = step.slot(before, after, 'DA', place);
  const restyled = style.before !== null && !sameValue(style.before, style.after);
  if (restyled || !(style.after === null || style.after instanceof PdfString))
    step.refuse('The look of the form was changed.');
  judgeResources(step, step.slot(before, after, 'DR', place));
}

function onlyAddsFlags({ before, after }: Slot): boolean {
  const [old, now] = [before ?? 0, after ?? 0];
  return (
    typeof old === 'number' && typeof now === 'number' && (old & now) === old && (now & ~3) === (old & ~3)
  );
}

/**
 * Default resources (§ 12.7.4.3) may gain entries; a font, colour space or pattern that is there keeps its object.
 * Other groups are drawn by no field: PDFBox parks the picture of its newest signature among the XObjects.
 */
function judgeResources(step: RevisionStep, resources: Slot): void {
  if (resources.after === null && resources.before === null) return;
  const before = resources.before instanceof PdfDict ? resources.before : new PdfDict();
  const after = resources.after instanceof PdfDict ? resources.after : new PdfDict();
  for (const kind of new Set([...before.keys(), ...after.keys()])) {
    const group = step.slot(before, after, kind, resources.place);
    if (DRAWING_RESOURCES.has(kind) && !keepsEntries(group)) {
      step.refuse('The fonts and colours of the form were changed.');
    }
    step.accountTree(group.afterRaw);
  }
}

function keepsEntries({ before, after }: Slot): boolean {
  if (before === null) return after === null || after instanceof PdfDict;
  if (!(before instanceof PdfDict) || !(after instanceof PdfDict)) return false;
  return [...before].every(([key, value]) => sameValue(value, after.get(key) ?? null));
}

/** Fields may be appended; none may go, and none that is not a field may come. */
function judgeFieldList(
  step: RevisionStep,
  before: PdfDict,
  after: PdfDict,
  place: Place,
  fields: ReadonlyMap<number, FormField>,
): void {
  const slot = step.slot(before, after, 'Fields', place);
  const known = Array.isArray(slot.before) ? slot.before : [];
  const now = Array.isArray(slot.after) ? slot.after : [];
  const { keepsOrder, fresh } = compareLists(known, now);
  if (!keepsOrder) step.refuse('Fields were taken out of the form or put in another order.');
  for (const item of fresh) {
    if (!(item instanceof PdfRef) || !fields.has(item.objectNumber)) {
      step.refuse('Something that is not a signature field was added to the form.');
    }
  }
}
