import { SigningError } from '../errors.js';
import { PdfDict, PdfRef } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { listSignatureFields, type SignatureField } from '../pdf/signature-fields.js';
import type { FilledField } from './read-signature.js';
import type { Checklist } from './report.js';

export const UNREADABLE = 'The file cannot be read.';

/** A file that can be read with certainty, and the signatures its form shows. */
export interface OpenedFile {
  readonly reader: PdfReader;
  readonly fields: readonly FilledField[];
}

/** Null when the file cannot be read, is encrypted, is not signed, or shows its signatures ambiguously. */
export function openFile(bytes: Uint8Array, list: Checklist): OpenedFile | null {
  try {
    const reader = new PdfReader(bytes);
    const plain = list.expect(
      'structure',
      !reader.isEncrypted,
      'The file can be read.',
      'The file is encrypted.',
    );
    if (!plain) return null;
    const all = listSignatureFields(reader);
    const fields = all.filter((field): field is FilledField => field.value !== null);
    const clear = checkFields(all, fields, list) && checkPermissionEntries(reader, fields, list);
    return clear ? { reader, fields } : null;
  } catch (error) {
    const detail = error instanceof SigningError ? error.message : UNREADABLE;
    list.expect('structure', false, '', detail);
    return null;
  }
}

/** Each costs reading the whole document; nobody collects this many, and an opponent could. */
const MAX_SIGNATURES = 200;

/** Two fields of one name, or one signature shown by two fields, let a reader pick another one than we judged. */
function checkFields(
  all: readonly SignatureField[],
  filled: readonly FilledField[],
  list: Checklist,
): boolean {
  const signed = list.expect(
    'signed',
    filled.length > 0,
    'The file is signed.',
    'The file carries no signature.',
  );
  const names = all.map((field) => field.fieldName);
  const values = filled.map((field) => field.valueReference?.objectNumber ?? Symbol('direct'));
  const unique = list.expect(
    'fields',
    new Set(names).size === names.length && new Set(values).size === values.length,
    'Each signature has one field of its own.',
    'Two signature fields share a name or a signature.',
  );
  if (filled.length > MAX_SIGNATURES)
    return list.expect('signature-count', false, '', 'The file carries more signatures than can be judged.');
  return signed && unique;
}

/**
 * `/Perms` (ISO 32000-2 § 12.8.6): the certification must be one of the signatures of the form, or readers would show
 * it while we judge others; and usage rights, which say what a program may do, are nobody's approval.
 */
function checkPermissionEntries(reader: PdfReader, filled: readonly FilledField[], list: Checklist): boolean {
  const permissions = reader.dictAt(reader.catalog, 'Perms') ?? new PdfDict();
  const isShown = (key: string): boolean => {
    const entry = permissions.get(key);
    if (entry === undefined) return false;
    const signature = reader.resolve(entry);
    return filled.some(({ value, valueReference }) =>
      entry instanceof PdfRef && valueReference
        ? valueReference.objectNumber === entry.objectNumber
        : value === signature,
    );
  };
  const certified = permissions.has('DocMDP');
  if (!certified && !permissions.has('UR3')) return true;
  return list.expect(
    'permissions',
    (!certified || isShown('DocMDP')) && !isShown('UR3'),
    'The permissions of the file belong to its signatures.',
    'The file names a certification that no signature field shows, or shows usage rights as a signature.',
  );
}
