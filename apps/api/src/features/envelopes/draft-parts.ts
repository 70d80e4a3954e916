import { AppError } from '../../domain/app-error.js';
import type { EnvelopeDocument } from '../../domain/envelope.js';
import type { Field } from '../../domain/field.js';
import { traitsOf } from '../../domain/field-traits.js';
import { asId, type DocumentId, type FieldId, type RecipientId } from '../../domain/ids.js';
import type { Recipient } from '../../domain/recipient.js';
import type { Ids } from '../../ports/ids.js';
import type { Transaction } from '../../ports/transaction.js';
import type { FieldInput, RecipientInput } from './envelope-input.schema.js';

/** Turns what a caller names (keys, document ids) into the parts of a draft. */

/** Recipients keep their id as long as they keep their key. */
export function toRecipients(
  inputs: readonly RecipientInput[],
  present: readonly Recipient[],
  ids: Ids,
): readonly Recipient[] {
  const known = new Map(present.map((one) => [one.key, one.id]));
  return inputs.map((input, position) => ({
    ...input,
    id: known.get(input.key) ?? ids.uuid<RecipientId>(),
    position,
    status: 'waiting',
    ...{ invitedAt: null, openedAt: null, consentedAt: null, completedAt: null, declinedAt: null },
    ...{ consentVersion: null, consentSha256Hex: null, declineReason: null },
  }));
}

/**
 * Fields have no name of their own, so those given anew are matched with those present: one that is the same stays the
 * same, then one of the same kind, recipient and document counts as moved or changed. Only what is left is new.
 *
 * @throws AppError `validation-failed` when a field names a recipient key that is not there.
 */
export function toFields(
  inputs: readonly FieldInput[],
  recipients: readonly Recipient[],
  present: readonly Field[],
  ids: Ids,
): readonly Field[] {
  return keepIds(namedFields(inputs, recipients), present, ids);
}

type NamelessField = Omit<Field, 'id'>;

function keepIds(fields: readonly NamelessField[], present: readonly Field[], ids: Ids): Field[] {
  const free = new Set(present);
  const kept = new Map<NamelessField, FieldId>();
  for (const keyOf of [exactly, roughly]) {
    const byKey = Map.groupBy(free, keyOf);
    for (const field of fields) {
      const found = kept.has(field) ? undefined : byKey.get(keyOf(field))?.shift();
      if (found === undefined) continue;
      kept.set(field, found.id);
      free.delete(found);
    }
  }
  return fields.map((field) => ({ ...field, id: kept.get(field) ?? ids.uuid<FieldId>() }));
}

function roughly({ recipientId, documentId, type }: NamelessField): string {
  return JSON.stringify([recipientId, documentId, type]);
}

function exactly(field: NamelessField): string {
  const { pageNumber, box, required, label, prefilled } = field;
  return JSON.stringify([
    roughly(field),
    pageNumber,
    box.x,
    box.y,
    box.width,
    box.height,
    required,
    label,
    prefilled,
    traitsOf(field),
  ]);
}

function namedFields(inputs: readonly FieldInput[], recipients: readonly Recipient[]): NamelessField[] {
  const byKey = new Map(recipients.map((one) => [one.key, one.id]));
  return inputs.map((input, position) => {
    const recipientId = byKey.get(input.recipientKey);
    if (recipientId === undefined) {
      throw new AppError('validation-failed', `No recipient has the key “${input.recipientKey}”.`, {
        pointer: `/fields/${position}/recipientKey`,
      });
    }
    const { type, pageNumber, x, y, width, height, required, label, value } = input;
    return {
      recipientId,
      documentId: asId<DocumentId>(input.documentId),
      ...{ position, type, pageNumber, required, label },
      ...traitsOf(input),
      box: { x, y, width, height },
      prefilled: value === undefined || value === null || value === '' ? null : String(value),
      value: null,
      filledAt: null,
    };
  });
}

/** @throws AppError `validation-failed` for an unknown document, `document-in-use` for one of another envelope. */
export async function toDocuments(
  tx: Transaction,
  documentIds: readonly string[],
  envelopeId: string | null,
): Promise<readonly EnvelopeDocument[]> {
  const found = await tx.documents.findMany(documentIds.map((id) => asId<DocumentId>(id)));
  const byId = new Map<string, (typeof found)[number]>(found.map((one) => [one.id, one]));
  return documentIds.map((id, position) => {
    const document = byId.get(id);
    const pointer = `/documentIds/${position}`;
    if (document === undefined) {
      throw new AppError('validation-failed', 'There is no such document; upload it first.', { pointer });
    }
    if (
      document.templateId !== null ||
      (document.envelopeId !== null && document.envelopeId !== envelopeId)
    ) {
      throw new AppError('document-in-use', 'This document already belongs to another envelope.', {
        pointer,
      });
    }
    const { name, originalSha256Hex, frozenSha256Hex, sealedSha256Hex, byteSize, pages } = document;
    const { report, warningsConfirmed } = document;
    return {
      id: document.id,
      position,
      name,
      originalSha256Hex,
      frozenSha256Hex,
      sealedSha256Hex,
      byteSize,
      pages,
      report,
      warningsConfirmed,
    };
  });
}
