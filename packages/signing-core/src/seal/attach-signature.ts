import { dict, name, PdfDict, PdfRef } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';
import type { DeclaredChange } from './assert-revision.js';
import { addToForm, attachNewField } from './attach-field.js';
import type { ChosenField, EmptySignatureField } from './choose-field.js';
import { drawExistingSeal, drawNewSeal } from './draw-visible-seal.js';
import { rootOf } from './open-for-revision.js';
import type { SealOptions } from './seal-options.js';
import { signExistingField } from './sign-existing-field.js';

export interface Revision {
  readonly reader: PdfReader;
  readonly writer: RevisionWriter;
  readonly signature: PdfRef;
  readonly options: SealOptions;
}

/** Everything around the signature dictionary: field, form, catalogue. */
export function attachSignature(revision: Revision, chosen: ChosenField): DeclaredChange {
  const { reader, writer, signature, options } = revision;
  const catalog = new PdfDict(reader.catalog);
  const formChanged =
    chosen.kind === 'existing'
      ? attachExisting(revision, chosen.field, catalog)
      : attachNew(revision, chosen.fieldName, catalog);
  const extended = declareExtension(reader, catalog);
  if (options.certify) permit(reader, writer, catalog, signature);
  if (formChanged || extended || options.certify) writer.put(rootOf(reader), catalog);
  return chosen.kind === 'existing'
    ? { signedFieldName: chosen.field.fieldName }
    : { newFieldName: chosen.fieldName };
}

function attachExisting(revision: Revision, field: EmptySignatureField, catalog: PdfDict): boolean {
  const { reader, writer, signature } = revision;
  signExistingField(reader, writer, signature, field, drawExistingSeal(revision, field));
  return addToForm(reader, writer, catalog, null);
}

function attachNew(revision: Revision, fieldName: string, catalog: PdfDict): boolean {
  const { reader, writer, signature, options } = revision;
  const { lock } = options;
  const visible = drawNewSeal(revision);
  const field = { fieldName, ...(lock && { lock }), ...(visible && { visible }) };
  return attachNewField(reader, writer, signature, field, catalog);
}

/** `/Perms`, which may be an object of its own; an usage rights signature in it stays. */
function permit(reader: PdfReader, writer: RevisionWriter, catalog: PdfDict, signature: PdfRef): void {
  const current = catalog.get('Perms');
  const permissions = new PdfDict([...(reader.dictAt(catalog, 'Perms') ?? []), ['DocMDP', signature]]);
  if (current instanceof PdfRef && reader.resolve(current) instanceof PdfDict)
    writer.put(current, permissions);
  else catalog.set('Perms', permissions);
}

/** ETSI.CAdES.detached is an extension to PDF 1.7 and part of PDF 2.0 (EN 319 142-1 § 5.2). */
function declareExtension(reader: PdfReader, catalog: PdfDict): boolean {
  const header = Buffer.from(reader.bytes.subarray(5, 8)).toString('latin1');
  const declared = reader.dictAt(catalog, 'Extensions');
  if (header.startsWith('2') || declared?.has('ESIC')) return false;
  const level = dict({ BaseVersion: name('1.7'), ExtensionLevel: 1 });
  catalog.set('Extensions', new PdfDict([...(declared ?? []), ['ESIC', level]]));
  return true;
}
