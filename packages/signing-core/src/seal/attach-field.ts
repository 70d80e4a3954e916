import { dict, name, PdfDict, PdfRef, type PdfValue, textString } from '../pdf/objects.js';
import { firstPage, type Page } from '../pdf/page-tree.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';
import { lockDictionary } from './field-lock.js';
import type { FieldLock } from './seal-options.js';
import type { SealAppearance } from './visible-seal.js';

/** Widget annotation flags Print and Locked (ISO 32000-2 table 167). */
const WIDGET_FLAGS = 4 + 128;

export interface NewField {
  readonly fieldName: string;
  readonly lock?: FieldLock;
  /** Invisible on the first page when left out. */
  readonly visible?: { readonly page: Page; readonly appearance: SealAppearance };
}

/**
 * One merged field and widget at the root of the form. Only the page's /Annots, the form's field list and
 * /SigFlags change. Answers true when `catalog` was changed and has to be written too.
 */
export function attachNewField(
  reader: PdfReader,
  writer: RevisionWriter,
  signature: PdfRef,
  field: NewField,
  catalog: PdfDict,
): boolean {
  const page = field.visible?.page ?? firstPage(reader);
  const entries = dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: textString(field.fieldName),
    V: signature,
    F: WIDGET_FLAGS,
    Rect: rectangleOf(field.visible?.appearance),
    P: page.reference,
  });
  if (field.visible) entries.set('AP', dict({ N: field.visible.appearance.normal }));
  if (field.lock) entries.set('Lock', writer.add(lockDictionary(field.lock)));
  const reference = writer.add(entries);
  appendToArray(reader, writer, { owner: page.dict, key: 'Annots', reference: page.reference }, reference);
  return addToForm(reader, writer, catalog, reference);
}

function rectangleOf(appearance: SealAppearance | undefined): number[] {
  if (!appearance) return [0, 0, 0, 0];
  const { left, bottom, right, top } = appearance.rectangle;
  return [left, bottom, right, top];
}

/** `/SigFlags` 3: there are signatures, and the file may only be appended to (table 225). */
const SIGNATURE_FLAGS = 3;

/**
 * Keeps whatever form is there, also when the form or its field list is an object of its own.
 * Answers true when `catalog` was changed.
 */
export function addToForm(
  reader: PdfReader,
  writer: RevisionWriter,
  catalog: PdfDict,
  field: PdfRef | null,
): boolean {
  const form = reader.dictAt(catalog, 'AcroForm') ?? new PdfDict();
  const changed = new PdfDict(form);
  const flagsChanged = raiseFlags(reader, writer, changed);
  const listed = field !== null && listField(reader, writer, changed, field);
  if (!flagsChanged && !listed) return false;
  const formReference = catalog.get('AcroForm');
  if (formReference instanceof PdfRef && reader.resolve(formReference) instanceof PdfDict) {
    writer.put(formReference, changed);
    return false;
  }
  catalog.set('AcroForm', changed);
  return true;
}

/** Answers true when the form dictionary itself was changed. Other bits stay as they are. */
function raiseFlags(reader: PdfReader, writer: RevisionWriter, form: PdfDict): boolean {
  const current = form.get('SigFlags');
  const flags = reader.numberAt(form, 'SigFlags') ?? 0;
  const raised = flags | SIGNATURE_FLAGS;
  if (raised === flags) return false;
  if (current instanceof PdfRef && reader.resolve(current) !== null) {
    writer.put(current, raised);
    return false;
  }
  form.set('SigFlags', raised);
  return true;
}

function listField(reader: PdfReader, writer: RevisionWriter, form: PdfDict, field: PdfRef): boolean {
  const fields = form.get('Fields');
  const all = [...(reader.arrayAt(form, 'Fields') ?? []), field];
  if (fields instanceof PdfRef && Array.isArray(reader.resolve(fields))) {
    writer.put(fields, all);
    return false;
  }
  form.set('Fields', all);
  return true;
}

function appendToArray(
  reader: PdfReader,
  writer: RevisionWriter,
  at: { owner: PdfDict; key: string; reference: PdfRef },
  item: PdfValue,
): void {
  const current = at.owner.get(at.key);
  const all = [...(reader.arrayAt(at.owner, at.key) ?? []), item];
  if (current instanceof PdfRef && Array.isArray(reader.resolve(current))) writer.put(current, all);
  else writer.put(at.reference, new PdfDict([...at.owner, [at.key, all]]));
}
