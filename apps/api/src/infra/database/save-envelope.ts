import { AppError } from '../../domain/app-error.js';
import type { Envelope } from '../../domain/envelope.js';
import type { Field } from '../../domain/field.js';
import type { Recipient } from '../../domain/recipient.js';
import { bytes, envelopeColumns, fieldColumns, recipientColumns } from './envelope-rows.js';
import type { Prisma } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

/** A new draft: its row, its people and fields, and the documents it takes. */
export async function insertEnvelope(scope: RepositoryScope, envelope: Envelope): Promise<void> {
  const { client, organisationId } = scope;
  const { id, sender, createdAt, templateId, bulkRowId } = envelope;
  await client.envelope.create({
    data: {
      ...envelopeColumns(envelope),
      ...{ id, organisationId, createdAt, templateId, bulkRowId },
      createdBy: sender.userId,
      senderName: sender.name,
      senderEmail: sender.email,
    },
  });
  await takeDocuments(scope, envelope);
  await insertChildren(scope, envelope);
}

/**
 * Children first, the envelope's row last: the database judges each change of a child by the status the envelope still
 * has, and the version check at the end undoes everything when somebody was faster.
 */
export async function saveEnvelope(
  scope: RepositoryScope,
  previous: Envelope,
  next: Envelope,
): Promise<void> {
  if (next.status === 'draft') await replaceDraftParts(scope, previous, next);
  else await saveProgress(scope, previous, next);
  const { count } = await scope.client.envelope.updateMany({
    where: { id: next.id, version: previous.version },
    data: envelopeColumns(next),
  });
  if (count !== 1)
    throw new AppError('version-conflict', 'Somebody else changed this envelope; load it again.');
}

export async function deleteEnvelope(scope: RepositoryScope, envelopeId: string): Promise<void> {
  const { client } = scope;
  await client.field.deleteMany({ where: { envelopeId } });
  await client.recipient.deleteMany({ where: { envelopeId } });
  await client.document.updateMany({ where: { envelopeId }, data: { envelopeId: null } });
  await client.envelope.delete({ where: { id: envelopeId } });
}

async function replaceDraftParts(scope: RepositoryScope, previous: Envelope, next: Envelope): Promise<void> {
  const { client } = scope;
  const sameParts = next.recipients === previous.recipients && next.fields === previous.fields;
  const sameDocuments = next.documents === previous.documents;
  if (sameParts && sameDocuments) return;
  await client.field.deleteMany({ where: { envelopeId: next.id } });
  if (next.recipients !== previous.recipients) {
    await client.recipient.deleteMany({ where: { envelopeId: next.id } });
  }
  if (!sameDocuments) {
    const kept = next.documents.map((document) => document.id);
    await client.document.updateMany({
      where: { envelopeId: next.id, id: { notIn: kept } },
      data: { envelopeId: null },
    });
    await takeDocuments(scope, next);
  }
  await insertChildren(scope, next.recipients === previous.recipients ? { ...next, recipients: [] } : next);
}

async function takeDocuments(scope: RepositoryScope, envelope: Envelope): Promise<void> {
  for (const { id, position, name } of envelope.documents) {
    const { count } = await scope.client.document.updateMany({
      where: { id, templateId: null, OR: [{ envelopeId: null }, { envelopeId: envelope.id }] },
      data: { envelopeId: envelope.id, position, name },
    });
    // Two drafts that want the same upload meet here; the second waits for the row and then finds it taken.
    if (count !== 1)
      throw new AppError('document-in-use', 'This document already belongs to another envelope.');
  }
}

async function insertChildren(
  scope: RepositoryScope,
  envelope: Pick<Envelope, 'id' | 'recipients' | 'fields'>,
): Promise<void> {
  const { client, organisationId } = scope;
  const owner = { organisationId, envelopeId: envelope.id };
  if (envelope.recipients.length > 0) {
    const data = envelope.recipients.map((recipient) => ({ ...recipientColumns(recipient), ...owner }));
    await client.recipient.createMany({ data });
  }
  if (envelope.fields.length > 0) {
    await client.field.createMany({
      data: envelope.fields.map((one) => ({ ...fieldColumns(one), ...owner })),
    });
  }
}

/** Values before recipients: once a recipient has completed, the database refuses further values of theirs. */
async function saveProgress(scope: RepositoryScope, previous: Envelope, next: Envelope): Promise<void> {
  const before = {
    fields: new Map(previous.fields.map((one) => [one.id, one])),
    recipients: new Map(previous.recipients.map((one) => [one.id, one])),
    documents: new Map(previous.documents.map((one) => [one.id, one])),
  };
  for (const field of next.fields) {
    if (field.value !== before.fields.get(field.id)?.value) await saveValue(scope, next, field);
  }
  for (const recipient of next.recipients) {
    if (recipient !== before.recipients.get(recipient.id)) await saveRecipientProgress(scope, recipient);
  }
  for (const { id, sealedSha256Hex } of next.documents) {
    if (sealedSha256Hex === null || sealedSha256Hex === before.documents.get(id)?.sealedSha256Hex) continue;
    await scope.client.document.update({ where: { id }, data: { sealedSha256: bytes(sealedSha256Hex) } });
  }
}

async function saveValue(scope: RepositoryScope, envelope: Envelope, field: Field): Promise<void> {
  const { client, organisationId } = scope;
  if (field.value === null) {
    await client.fieldValue.deleteMany({ where: { fieldId: field.id } });
    return;
  }
  const value = field.value as Prisma.InputJsonValue;
  const filledAt = field.filledAt ?? scope.now;
  await client.fieldValue.upsert({
    where: { fieldId: field.id },
    create: {
      ...{ organisationId, value, filledAt },
      fieldId: field.id,
      envelopeId: envelope.id,
      recipientId: field.recipientId,
    },
    update: { value, filledAt },
  });
}

async function saveRecipientProgress(scope: RepositoryScope, recipient: Recipient): Promise<void> {
  const { id, status, invitedAt, openedAt, consentedAt, completedAt, declinedAt, declineReason } = recipient;
  const { consentVersion, consentSha256Hex } = recipient;
  const consentSha256 = consentSha256Hex === null ? null : bytes(consentSha256Hex);
  await scope.client.recipient.update({
    where: { id },
    data: {
      ...{ status, invitedAt, openedAt, consentedAt, completedAt, declinedAt, declineReason },
      ...{ consentVersion, consentSha256 },
    },
  });
}
