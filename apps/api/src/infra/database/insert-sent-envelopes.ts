import type { SentEnvelope } from '../../domain/envelope.js';
import { traitColumns } from './envelope-rows.js';
import { Prisma } from './generated/client.js';
import { fromHex } from './hex-columns.js';
import { intakeColumns } from './intake-columns.js';
import type { RepositoryScope } from './repository-scope.js';

/**
 * Writes many envelopes of a bulk send with one statement per table. They are inserted as drafts, given their parts, and
 * then turned to sent: the database freezes the parts of an envelope that is out, so the order matters.
 */
export async function insertSentEnvelopes(
  scope: RepositoryScope,
  envelopes: readonly SentEnvelope[],
): Promise<void> {
  if (envelopes.length === 0) return;
  const { client } = scope;
  await client.envelope.createMany({ data: envelopes.map((envelope) => envelopeRow(scope, envelope)) });
  await client.document.createMany({ data: envelopes.flatMap((envelope) => documentRows(scope, envelope)) });
  await client.recipient.createMany({
    data: envelopes.flatMap((envelope) => recipientRows(scope, envelope)),
  });
  await client.field.createMany({ data: envelopes.flatMap((envelope) => fieldRows(scope, envelope)) });
  await turnToSent(scope, envelopes);
  await tieToRows(scope, envelopes);
}

function envelopeRow(scope: RepositoryScope, envelope: SentEnvelope): Prisma.EnvelopeCreateManyInput {
  return {
    id: envelope.id,
    organisationId: scope.organisationId,
    version: envelope.version - 1,
    title: envelope.title,
    message: envelope.message,
    createdBy: envelope.sender.userId,
    senderName: envelope.sender.name,
    senderEmail: envelope.sender.email,
    expiresInDays: envelope.expiresInDays,
    timeZone: envelope.timeZone,
    createdAt: envelope.createdAt,
    updatedAt: envelope.updatedAt,
    templateId: envelope.templateId,
    bulkRowId: envelope.bulkRowId,
  };
}

function documentRows(scope: RepositoryScope, envelope: SentEnvelope): Prisma.DocumentCreateManyInput[] {
  return envelope.documents.map((document) => ({
    id: document.id,
    organisationId: scope.organisationId,
    envelopeId: envelope.id,
    position: document.position,
    name: document.name,
    originalSha256: fromHex(document.originalSha256Hex),
    frozenSha256: fromHex(document.frozenSha256Hex),
    byteSize: BigInt(document.byteSize),
    pages: document.pages.map(({ widthPt, heightPt }) => ({ widthPt, heightPt })),
    ...intakeColumns(document),
    uploadedBy: envelope.sender.userId,
    createdAt: envelope.createdAt,
  }));
}

function recipientRows(scope: RepositoryScope, envelope: SentEnvelope): Prisma.RecipientCreateManyInput[] {
  return envelope.recipients.map((recipient) => ({
    id: recipient.id,
    organisationId: scope.organisationId,
    envelopeId: envelope.id,
    key: recipient.key,
    position: recipient.position,
    name: recipient.name,
    email: recipient.email,
    role: recipient.role,
    routingOrder: recipient.routingOrder,
    status: recipient.status,
    invitedAt: recipient.invitedAt,
  }));
}

function fieldRows(scope: RepositoryScope, envelope: SentEnvelope): Prisma.FieldCreateManyInput[] {
  return envelope.fields.map(
    ({
      id,
      recipientId,
      documentId,
      position,
      type,
      pageNumber,
      box,
      required,
      label,
      prefilled,
      ...rest
    }) => ({
      ...traitColumns(rest),
      id,
      recipientId,
      documentId,
      position,
      type,
      pageNumber,
      ...box,
      required,
      label,
      prefilled,
      organisationId: scope.organisationId,
      envelopeId: envelope.id,
    }),
  );
}

async function turnToSent({ client }: RepositoryScope, envelopes: readonly SentEnvelope[]): Promise<void> {
  const rows = envelopes.map(({ id, version, sentAt, expiresAt }) => ({ id, version, sentAt, expiresAt }));
  await client.$executeRaw`
    UPDATE envelope SET status = 'sent', version = s.version, sent_at = s."sentAt", expires_at = s."expiresAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS s(id uuid, version int, "sentAt" timestamptz, "expiresAt" timestamptz)
    WHERE envelope.id = s.id`;
}

async function tieToRows(
  { client, now }: RepositoryScope,
  envelopes: readonly SentEnvelope[],
): Promise<void> {
  const pairs = envelopes.map(({ id, bulkRowId }) => Prisma.sql`(${bulkRowId}::uuid, ${id}::uuid)`);
  await client.$executeRaw`
    UPDATE bulk_row SET state = 'sent', envelope_id = made.envelope_id, updated_at = ${now}
    FROM (VALUES ${Prisma.join(pairs)}) AS made(row_id, envelope_id)
    WHERE bulk_row.id = made.row_id`;
}
