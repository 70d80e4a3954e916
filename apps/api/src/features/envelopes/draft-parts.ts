import { AppError } from '../../domain/app-error.js';
import type { EnvelopeDocument } from '../../domain/envelope.js';
import type { Field } from '../../domain/field.js';
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

/** @throws AppError `validation-failed` when a field names a recipient key that is not there. */
export function toFields(
  inputs: readonly FieldInput[],
  recipients: readonly Recipient[],
  ids: Ids,
): readonly Field[] {
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
      id: ids.uuid<FieldId>(),
      recipientId,
      documentId: asId<DocumentId>(input.documentId),
      ...{ position, type, pageNumber, required, label },
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
    return {
      id: document.id,
      position,
      name,
      originalSha256Hex,
      frozenSha256Hex,
      sealedSha256Hex,
      byteSize,
      pages,
    };
  });
}
