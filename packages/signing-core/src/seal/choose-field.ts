import { SigningError } from '../errors.js';
import type { FormField } from '../pdf/form-fields.js';
import type { PdfRef } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { isLocked, signedLocks } from './field-lock.js';
import { optionInvalid } from './seal-options.js';

/** An empty signature field that is an object of its own. */
export type EmptySignatureField = FormField & { readonly reference: PdfRef };

export type ChosenField =
  | { readonly kind: 'new'; readonly fieldName: string }
  | { readonly kind: 'existing'; readonly field: EmptySignatureField };

/**
 * The field to sign: the empty one of the name asked for, else a new one. Names never collide, also not with a
 * field further down the tree, and no name is taken that an earlier signature has locked.
 * Throws `seal-field-unusable`, `pdf-signature-forbids-changes`.
 */
export function chooseField(
  reader: PdfReader,
  fields: readonly FormField[],
  fieldName: string | undefined,
): ChosenField {
  const existing = fields.find((field) => field.fieldName === fieldName);
  if (existing) return { kind: 'existing', field: checkEmpty(reader, fields, existing) };
  // A dot would make it the child of a field that is not there.
  if (fieldName?.includes('.')) {
    throw optionInvalid('There is no field of this name, and a new field cannot have a dot in its name.');
  }
  const chosen = fieldName ?? unusedFieldName(fields, 'Seal');
  checkUnlocked(reader, fields, chosen);
  return { kind: 'new', fieldName: chosen };
}

function checkEmpty(reader: PdfReader, fields: readonly FormField[], field: FormField): EmptySignatureField {
  const { fieldName, reference } = field;
  const isUnique = fields.filter((other) => other.fieldName === fieldName).length === 1;
  if (field.type !== 'Sig' || !field.isTerminal || !reference || !isUnique) {
    throw fieldUnusable('The field named for the seal is not a signature field.');
  }
  if (reader.resolve(field.dict.get('V')) !== null) {
    throw fieldUnusable('The field named for the seal is signed already.');
  }
  checkUnlocked(reader, fields, fieldName);
  return { ...field, reference };
}

/** To lock everything is to say that no further signature is wanted; a level of 1 in a lock says it outright. */
function checkUnlocked(reader: PdfReader, fields: readonly FormField[], fieldName: string): void {
  const locks = signedLocks(reader, fields);
  if (!locks.some((lock) => lock.permissions === 1 || isLocked(lock, fieldName))) return;
  throw new SigningError(
    'pdf-signature-forbids-changes',
    'A signature in this PDF locks its fields: one more signature would break it. Ask its author for an unlocked copy.',
  );
}

/** `Seal1`, `Seal2` …: the first that no field has, as a whole or as a part of its name. */
export function unusedFieldName(fields: readonly FormField[], stem: string): string {
  const used = new Set(fields.flatMap(({ fieldName }) => [fieldName, ...fieldName.split('.')]));
  let number = 1;
  while (used.has(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

export function fieldUnusable(message: string): SigningError {
  return new SigningError('seal-field-unusable', message);
}
