import type { FormField } from '../pdf/form-fields.js';
import {
  dict,
  name,
  PdfDict,
  PdfName,
  type PdfRef,
  PdfString,
  readTextString,
  textString,
} from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { FieldLock } from './seal-options.js';

/** A lock as a signature carries it; `permissions` is the DocMDP level a PDF 2.0 lock dictionary may add. */
export type EffectiveLock = FieldLock & { readonly permissions?: number };

const ACTIONS = { all: 'All', include: 'Include', exclude: 'Exclude' } as const;

/** `/Lock` of a field (ISO 32000-2 § 12.7.5.5, table 236). */
export function lockDictionary(lock: FieldLock): PdfDict {
  return new PdfDict([['Type', name('SigFieldLock')], ...lockEntries(lock)]);
}

/** The signature's own word on what it locks (§ 12.8.2.4): the field's /Lock alone binds nobody. */
export function fieldMdpReference(lock: EffectiveLock, root: PdfRef): PdfDict {
  const parameters = new PdfDict([
    ['Type', name('TransformParams')],
    ...lockEntries(lock),
    ['V', name('1.2')],
  ]);
  // Where Acrobat looks for the level that a lock dictionary sets.
  if (lock.permissions !== undefined) parameters.set('P', lock.permissions);
  return dict({
    Type: name('SigRef'),
    TransformMethod: name('FieldMDP'),
    TransformParams: parameters,
    Data: root,
  });
}

/** Certification (§ 12.8.2.2). */
export function docMdpReference(level: number): PdfDict {
  return dict({
    Type: name('SigRef'),
    TransformMethod: name('DocMDP'),
    TransformParams: dict({ Type: name('TransformParams'), P: level, V: name('1.2') }),
  });
}

function lockEntries(lock: FieldLock): [string, PdfName | PdfString[]][] {
  const action: [string, PdfName] = ['Action', name(ACTIONS[lock.action])];
  return lock.action === 'all' ? [action] : [action, ['Fields', lock.fields.map(textString)]];
}

/** A lock out of a /Lock dictionary or FieldMDP parameters; null when it is not one. */
export function readLock(reader: PdfReader, value: PdfDict): EffectiveLock | null {
  const action = reader.resolve(value.get('Action'));
  const permissions = reader.numberAt(value, 'P');
  const level = permissions === null ? {} : { permissions };
  if (!(action instanceof PdfName)) return null;
  if (action.value === 'All') return { action: 'all', ...level };
  const fields = (reader.arrayAt(value, 'Fields') ?? []).flatMap((item) => {
    const text = reader.resolve(item);
    return text instanceof PdfString ? [readTextString(text)] : [];
  });
  if (action.value === 'Include') return { action: 'include', fields, ...level };
  return action.value === 'Exclude' ? { action: 'exclude', fields, ...level } : null;
}

/** What the signatures in the file have locked. */
export function signedLocks(reader: PdfReader, fields: readonly FormField[]): EffectiveLock[] {
  return fields.flatMap((field) => {
    const signature = field.type === 'Sig' ? reader.resolve(field.dict.get('V')) : null;
    if (!(signature instanceof PdfDict)) return [];
    return (reader.arrayAt(signature, 'Reference') ?? []).flatMap((item) => {
      const reference = reader.resolve(item);
      if (!(reference instanceof PdfDict)) return [];
      const method = reader.resolve(reference.get('TransformMethod'));
      const parameters = reader.dictAt(reference, 'TransformParams');
      if (!(method instanceof PdfName) || method.value !== 'FieldMDP' || !parameters) return [];
      return readLock(reader, parameters) ?? [];
    });
  });
}

/** A lock on a name covers the fields below it. */
export function isLocked(lock: FieldLock, fieldName: string): boolean {
  if (lock.action === 'all') return true;
  const named = lock.fields.some((locked) => fieldName === locked || fieldName.startsWith(`${locked}.`));
  return lock.action === 'include' ? named : !named;
}
