import type { FoundField } from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import type { EnvelopeDocument } from '../../domain/envelope.js';
import type { Field } from '../../domain/field.js';
import { traitsOf } from '../../domain/field-traits.js';
import type { Recipient } from '../../domain/recipient.js';
import type { Transaction } from '../../ports/transaction.js';
import type { FieldInput, ImportInput } from './envelope-input.schema.js';

/** Where fields are taken over to. */
export interface ImportTarget {
  readonly documents: readonly EnvelopeDocument[];
  readonly recipients: readonly Recipient[];
  /** Those there are already: what was taken over before is not taken over again. */
  readonly fields: readonly FieldInput[];
}

/**
 * The fields found in uploaded documents as fields of the envelope. A role of the author goes to the recipient whose key
 * or name it is; every other field to the recipient the caller names.
 *
 * @throws AppError `validation-failed` for a document or recipient the envelope does not have, or a field nobody is to fill
 */
export async function importedFields(
  tx: Transaction,
  requests: readonly ImportInput[],
  target: ImportTarget,
): Promise<readonly FieldInput[]> {
  const stored = await tx.documents.findMany(target.documents.map(({ id }) => id));
  const taken = new Set(target.fields.flatMap(marksOf));
  return requests.flatMap((request, index) => {
    const document = stored.find(({ id }) => id === request.documentId);
    const pointer = `/importFields/${index}`;
    if (document === undefined) throw unknown(`${pointer}/documentId`, 'The envelope has no such document.');
    const fields = document.foundFields.map((found): FieldInput => {
      const recipientKey = keyFor(found, request, target.recipients, pointer);
      return { ...toInput(found), recipientKey, documentId: document.id };
    });
    return fields.filter((field) => !marksOf(field).some((mark) => taken.has(mark)));
  });
}

function keyFor(
  { role, label }: FoundField,
  request: ImportInput,
  recipients: readonly Recipient[],
  pointer: string,
): string {
  const meant =
    role === null ? undefined : recipients.find(({ key, name }) => isSame(key, role) || isSame(name, role));
  const chosen = meant?.key ?? request.recipientKey;
  if (chosen !== undefined && recipients.some(({ key }) => key === chosen)) return chosen;
  if (chosen !== undefined) throw unknown(`${pointer}/recipientKey`, `No recipient has the key “${chosen}”.`);
  const who =
    role === null ? 'names nobody' : `names the role “${role}”, which no recipient has as key or name`;
  throw unknown(`${pointer}/recipientKey`, `The field “${label}” ${who}; say who fills it.`);
}

const isSame = (one: string, other: string) =>
  one.normalize('NFKC').trim().toLowerCase() === other.normalize('NFKC').trim().toLowerCase();

function unknown(pointer: string, detail: string): AppError {
  return new AppError('validation-failed', detail, { pointer });
}

function toInput(found: FoundField): Omit<FieldInput, 'recipientKey' | 'documentId'> {
  const { type, pageIndex, box, required, label } = found;
  const place = { pageNumber: pageIndex + 1, x: box.x, y: box.y, width: box.width, height: box.height };
  return { type, ...place, required, label, ...copied(found) };
}

function copied(field: Parameters<typeof traitsOf>[0]) {
  const { options, ...traits } = traitsOf(field);
  return { ...traits, options: options.map(({ value, label }) => ({ value, label })) };
}

const MILLION = 1_000_000;

/** A field is the same by its name, which is unique in its file, or by its kind and place, to a millionth of the page. */
function marksOf({ documentId, type, pageNumber, name, ...box }: FieldInput): string[] {
  const sides = [box.x, box.y, box.width, box.height].map((side) => Math.round(side * MILLION));
  const place = JSON.stringify([documentId, type, pageNumber, sides]);
  return name === '' ? [place] : [place, JSON.stringify([documentId, name])];
}

/** A field of a draft as a caller would give it. */
export function asInput(field: Field, recipients: readonly Recipient[]): FieldInput {
  const { recipientId, documentId, type, pageNumber, box, required, label, prefilled } = field;
  const recipientKey = recipients.find(({ id }) => id === recipientId)?.key ?? '';
  const place = { recipientKey, documentId, type, pageNumber, ...box };
  return { ...place, required, label, value: prefilled, ...copied(field) };
}
