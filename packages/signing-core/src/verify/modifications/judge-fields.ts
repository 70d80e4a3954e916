import { isName, PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from '../../pdf/objects.js';
import { type FormField, isUnfilled, isVisible } from './form-tree.js';
import { judgeAppearance } from './judge-appearance.js';
import type { RevisionStep } from './revision-step.js';
import { changedKeys, sameValue } from './same-value.js';

/** Only as a field or an annotation: a dictionary that is also a font list must not change with its field. */
const FIELD_USES = new Set(['Fields', 'Kids', 'Annots', 'Parent', 'Obj', 'CO', 'T', 'IRT', 'Data', 'Annot']);
const SIGNING_KEYS = new Set(['V', 'AP', 'AS', 'Ff', 'F', 'M', 'Lock', 'P', 'Type', 'MK', 'DA', 'DR', 'TU']);
const FILLING_KEYS = new Set(['V', 'AP', 'AS', 'I', 'RV', 'M', 'Ff', 'Type', 'DA', 'Q', 'F', 'DV']);
/** The default counts when a form is reset, and is not shown. */
const CLOSING_KEYS = new Set(['Ff', 'Type', 'M', 'DV']);
const READ_ONLY = 1;
/** Print, read-only, locked, locked contents: none of them shows or hides a widget (ISO 32000-2 table 167). */
const HARMLESS_FLAGS = 4 | 64 | 128 | 512;

/** Compares the fields that were there before. Answers the widgets of those that were signed, by field name. */
export function judgeKnownFields(
  step: RevisionStep,
  before: ReadonlyMap<number, FormField>,
  after: ReadonlyMap<number, FormField>,
): Map<number, string> {
  const signed = new Map<number, string>();
  for (const known of before.values()) {
    const now = after.get(known.objectNumber);
    if (!now || now.fieldName !== known.fieldName || now.type !== known.type) {
      step.refuse(`The field "${known.fieldName}" was taken out or became another one.`, {
        fieldName: known.fieldName,
      });
    } else judgeField(step, known, now);
    if (known.type !== 'Sig' || known.value !== null || !(now?.value instanceof PdfDict)) continue;
    for (const widget of known.widgets) signed.set(widget, known.fieldName);
  }
  return signed;
}

function judgeField(step: RevisionStep, before: FormField, after: FormField): void {
  const nodes = new Set([before.objectNumber, ...before.widgets]);
  const touched = [...nodes].filter((objectNumber) => step.objects.replaced.has(objectNumber));
  const isDrawnAnew = before.widgets.some((widget) => drawsAnew(step, widget));
  if (touched.length === 0 && !isDrawnAnew && sameValue(before.value, after.value)) return;
  const allowed = allowedKeys(step, before, after);
  for (const objectNumber of nodes) judgeNode(step, objectNumber, before, allowed);
  describe(step, before, after, allowed);
}

/** An appearance replaced in place leaves its widget untouched. */
function drawsAnew(step: RevisionStep, widget: number): boolean {
  const dict = step.before.resolve(new PdfRef(widget, 0));
  const own = dict instanceof PdfDict ? dict.get('AP') : null;
  if (own instanceof PdfRef && step.touches(own)) return true;
  const appearance = step.before.resolve(own);
  if (!(appearance instanceof PdfDict)) return false;
  return [...appearance.values()].some((value) => {
    if (value instanceof PdfRef && step.touches(value)) return true;
    const states = step.before.resolve(value);
    return (
      states instanceof PdfDict &&
      [...states.values()].some((state) => state instanceof PdfRef && step.touches(state))
    );
  });
}

function allowedKeys(step: RevisionStep, before: FormField, after: FormField): ReadonlySet<string> {
  if (before.type === 'Sig') {
    const isSigned = before.value === null && after.value instanceof PdfDict;
    return isSigned ? SIGNING_KEYS : CLOSING_KEYS;
  }
  const changes =
    !sameValue(before.value, after.value) || before.widgets.some((widget) => drawsOrSets(step, widget));
  return changes ? FILLING_KEYS : CLOSING_KEYS;
}

function drawsOrSets(step: RevisionStep, widget: number): boolean {
  const [before, after] = bothDicts(step, widget);
  const keys = before && after ? changedKeys(before, after) : [];
  return keys.some((key) => key === 'AP' || key === 'AS' || key === 'V') || drawsAnew(step, widget);
}

function bothDicts(step: RevisionStep, objectNumber: number): [PdfDict | null, PdfDict | null] {
  const reference = new PdfRef(objectNumber, 0);
  const [before, after] = [step.before.resolve(reference), step.after.resolve(reference)];
  return [before instanceof PdfDict ? before : null, after instanceof PdfDict ? after : null];
}

function judgeNode(
  step: RevisionStep,
  objectNumber: number,
  field: FormField,
  allowed: ReadonlySet<string>,
): void {
  const { fieldName } = field;
  const [before, after] = bothDicts(step, objectNumber);
  if (!before || !after) return;
  const keys = changedKeys(before, after);
  const bad = keys.find((key) => !allowed.has(key) || !isHarmless(step, key, before, after, field));
  if (bad !== undefined) {
    step.refuse(`The field "${fieldName}" was changed in more than its value (${bad}).`, { fieldName });
    return;
  }
  if (allowed.has('AP') && (keys.includes('AP') || drawsAnew(step, objectNumber))) {
    judgeAppearance(step, before, after, { owner: objectNumber, path: '' }, fieldName);
  }
  if (keys.includes('V') && field.type === 'Sig') judgeSignatureValue(step, after, fieldName);
  else if (keys.includes('V')) step.accountTree(after.get('V'));
  for (const key of ['RV', 'Lock', 'MK', 'DR']) if (keys.includes(key)) step.accountTree(after.get(key));
  if (step.usages.isOnlyUsedUnder(objectNumber, FIELD_USES)) step.account(objectNumber);
}

/** Keys whose change means something only for certain values. */
function isHarmless(
  step: RevisionStep,
  key: string,
  before: PdfDict,
  after: PdfDict,
  { type }: FormField,
): boolean {
  const [old, now] = [step.before.resolve(before.get(key)), step.after.resolve(after.get(key))];
  if (key === 'Ff') return now === (asFlags(old) | READ_ONLY);
  if (key === 'F') return ((asFlags(old) ^ asFlags(now)) & ~HARMLESS_FLAGS) === 0;
  if (key === 'Type') return old === null && isName(now, 'Annot');
  if (key === 'Lock') return old === null && now instanceof PdfDict;
  if (key === 'P') return !before.has('P') && after.get('P') instanceof PdfRef;
  if (key === 'V') return type === 'Sig' ? now instanceof PdfDict : isFieldValue(now);
  return true;
}

const asFlags = (value: PdfObject): number => (typeof value === 'number' ? value : 0);

const isFieldValue = (value: PdfObject): boolean =>
  value === null ||
  value instanceof PdfString ||
  value instanceof PdfName ||
  (Array.isArray(value) && value.every((item) => item instanceof PdfString));

/** A signature is a new dictionary: one that was there before was signed, or prepared, for something else. */
export function judgeSignatureValue(step: RevisionStep, field: PdfDict, fieldName: string): void {
  const raw = field.get('V');
  if (raw instanceof PdfRef && !step.objects.added.has(raw.objectNumber)) {
    step.refuse(`The field "${fieldName}" shows a signature that was not made in this revision.`, {
      fieldName,
    });
    return;
  }
  step.accountTree(raw);
}

export function isDocumentTimestamp(step: RevisionStep, value: PdfObject): boolean {
  return value instanceof PdfDict && isName(step.after.resolve(value.get('Type')), 'DocTimeStamp');
}

function describe(
  step: RevisionStep,
  before: FormField,
  after: FormField,
  allowed: ReadonlySet<string>,
): void {
  const { fieldName } = before;
  if (allowed === CLOSING_KEYS) {
    step.note('form', `The field "${fieldName}" was closed, or got another default.`);
  } else if (before.type === 'Sig') {
    const invisible = !before.widgets.some((widget) => {
      const [, dict] = bothDicts(step, widget);
      return dict !== null && isVisible(step.after, dict);
    });
    if (isDocumentTimestamp(step, after.value) && invisible)
      step.note('archive', `A timestamp was put into the field "${fieldName}".`);
    else step.note('form', `The field "${fieldName}" was signed.`, { fieldName });
  } else {
    const overwrites = isUnfilled(step.before, before) ? {} : ({ overwrites: true } as const);
    step.note('form', `The field "${fieldName}" was filled in.`, { fieldName, ...overwrites });
  }
}
