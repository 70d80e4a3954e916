import { PdfDict, PdfName, type PdfObject, PdfString, readTextString } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { listSignatureFields, type SignatureField } from '../../pdf/signature-fields.js';
import type { FieldLock, Permission } from './modification-report.js';
import type { Permissions } from './revision-step.js';

/**
 * What the signatures present in `reader` allow after them: the strictest `P` of any DocMDP or field lock
 * (ISO 32000-2 § 12.8.2.2, table 236), and every field lock. A value nobody understands counts as the strictest.
 */
export function readPermissions(reader: PdfReader): Permissions {
  const permissions: Permission[] = [];
  const locks: FieldLock[] = [];
  const signed = listSignatureFields(reader).filter(({ value }) => value !== null);
  for (const field of signed) {
    for (const { method, parameters } of signatureReferences(reader, field)) {
      if (method === 'DocMDP') permissions.push(toPermission(reader.resolve(parameters?.get('P')), 2));
      if (method === 'FieldMDP') locks.push(toLock(reader, parameters));
    }
    const lock = lockDictionary(reader, field);
    if (!lock) continue;
    locks.push(toLock(reader, lock));
    if (lock.has('P')) permissions.push(toPermission(reader.resolve(lock.get('P')), 1));
  }
  const strictest = permissions.length === 0 ? null : (Math.min(...permissions) as Permission);
  return { permission: strictest, locks };
}

function* signatureReferences(
  reader: PdfReader,
  { value }: SignatureField,
): Generator<{ method: string; parameters: PdfDict | null }> {
  if (!value) return;
  for (const item of reader.arrayAt(value, 'Reference') ?? []) {
    const reference = reader.resolve(item);
    if (!(reference instanceof PdfDict)) continue;
    const method = reader.resolve(reference.get('TransformMethod'));
    const parameters = reader.dictAt(reference, 'TransformParams');
    if (method instanceof PdfName) yield { method: method.value, parameters };
  }
}

function lockDictionary(reader: PdfReader, { reference }: SignatureField): PdfDict | null {
  const field = reader.resolve(reference);
  return field instanceof PdfDict ? reader.dictAt(field, 'Lock') : null;
}

function toPermission(value: PdfObject, fallback: Permission): Permission {
  if (value === null) return fallback;
  return value === 2 || value === 3 ? value : 1;
}

function toLock(reader: PdfReader, parameters: PdfDict | null): FieldLock {
  const everything: FieldLock = { action: 'all', fields: [] };
  const action = parameters && reader.resolve(parameters.get('Action'));
  const names = parameters && reader.arrayAt(parameters, 'Fields');
  if (!(action instanceof PdfName) || (action.value !== 'Include' && action.value !== 'Exclude')) {
    return everything;
  }
  const fields = (names ?? []).map((item) => reader.resolve(item));
  if (!fields.every((item) => item instanceof PdfString)) return everything;
  return {
    action: action.value === 'Include' ? 'include' : 'exclude',
    fields: fields.map((item) => readTextString(item)),
  };
}

export function isLocked(fieldName: string, locks: readonly FieldLock[]): boolean {
  return locks.some(({ action, fields }) => {
    const named = fields.some((name) => fieldName === name || fieldName.startsWith(`${name}.`));
    return action === 'all' || (action === 'include' ? named : !named);
  });
}
