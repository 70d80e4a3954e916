import { isName, PdfDict, PdfRef } from '../../pdf/objects.js';
import { type FormField, isVisible } from './form-tree.js';
import { judgeAppearance } from './judge-appearance.js';
import { isDocumentTimestamp, judgeSignatureValue } from './judge-fields.js';
import type { Permissions, RevisionStep } from './revision-step.js';

/** What a signature field and its widget are made of; nothing that acts, nothing that shows by itself. */
const FIELD_KEYS = new Set(
  'Type Subtype FT T TU TM V Ff F Rect P AP AS MK DA DR Q Lock SV Kids Border BS H M NM Parent StructParent'.split(
    ' ',
  ),
);

/**
 * Fields that were not there before must be signature fields at the root of the form. Answers the widgets that may
 * appear on a page, with the name of their field.
 */
export function judgeNewFields(
  step: RevisionStep,
  before: ReadonlyMap<number, FormField>,
  after: ReadonlyMap<number, FormField>,
  permissions: Permissions,
): Map<number, string> {
  const names = new Set([...before.values()].map(({ fieldName }) => fieldName));
  const widgets = new Map<number, string>();
  for (const field of after.values()) {
    if (before.has(field.objectNumber)) continue;
    const { fieldName } = field;
    if (names.has(fieldName)) step.refuse(`A second field is called "${fieldName}".`, { fieldName });
    names.add(fieldName);
    if (judgeNewField(step, field, permissions)) {
      for (const widget of field.widgets) widgets.set(widget, fieldName);
    }
  }
  return widgets;
}

function judgeNewField(step: RevisionStep, field: FormField, permissions: Permissions): boolean {
  const { fieldName, dict } = field;
  const nodes = [...new Set([field.objectNumber, ...field.widgets])];
  const isNew = nodes.every((objectNumber) => step.objects.added.has(objectNumber));
  if (field.type !== 'Sig' || !field.isRoot || !isNew || fieldName === '') {
    step.refuse(`The field "${fieldName}" was added, and it is not a signature field of its own.`, {
      fieldName,
    });
    return false;
  }
  const dicts = nodes.map((objectNumber) => step.after.resolve(new PdfRef(objectNumber, 0)));
  for (const node of dicts) if (!judgeNode(step, node, field)) return false;
  for (const objectNumber of nodes) step.account(objectNumber);
  if (dict.has('Kids') && dict.get('Kids') instanceof PdfRef)
    step.follow(undefined, dict.get('Kids'), NOWHERE);
  if (field.value !== null) judgeSignatureValue(step, dict, fieldName);
  const visible = dicts.some((node) => node instanceof PdfDict && isVisible(step.after, node));
  describe(step, field, visible, permissions);
  return true;
}

const NOWHERE = { owner: -1, path: '' };

function judgeNode(step: RevisionStep, node: unknown, field: FormField): boolean {
  const { fieldName } = field;
  const odd =
    node instanceof PdfDict ? [...node.keys()].find((key) => !FIELD_KEYS.has(key)) : 'no dictionary';
  if (odd !== undefined || !(node instanceof PdfDict)) {
    step.refuse(`The new field "${fieldName}" carries more than a signature (${odd}).`, { fieldName });
    return false;
  }
  if (node.has('Subtype') && !isName(step.after.resolve(node.get('Subtype')), 'Widget')) {
    step.refuse(`The new field "${fieldName}" is another kind of annotation.`, { fieldName });
    return false;
  }
  judgeAppearance(step, null, node, NOWHERE, fieldName);
  for (const key of ['Lock', 'SV', 'MK', 'DR', 'Rect', 'BS', 'Border']) step.accountTree(node.get(key));
  return true;
}

function describe(step: RevisionStep, field: FormField, visible: boolean, permissions: Permissions): void {
  const { fieldName, value } = field;
  if (value === null) {
    step.note('form', `An empty signature field "${fieldName}" was added.`, { fieldName });
  } else if (isDocumentTimestamp(step, value) && !visible) {
    step.note('archive', `A document timestamp was added in the field "${fieldName}".`);
  } else if (visible && permissions.permission !== null) {
    // Whoever certified the document did not see this place taken (the attack called SSA covers content this way).
    step.refuse(`A visible signature field "${fieldName}" was added after the document was certified.`, {
      fieldName,
    });
  } else step.note('form', `A signature was added in the field "${fieldName}".`, { fieldName });
}
