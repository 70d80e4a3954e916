import type { Envelope, EnvelopeDocument, PageSize } from '../../domain/envelope.js';
import type { Field, FieldValue } from '../../domain/field.js';
import { type FieldOption, type FieldTraits, traitsOf } from '../../domain/field-traits.js';
import { asId } from '../../domain/ids.js';
import type { Recipient } from '../../domain/recipient.js';
import type * as Row from './generated/client.js';
import { rowIntake } from './intake-columns.js';

type FieldRow = Row.Field & { value: Row.FieldValue | null };

export interface EnvelopeRows {
  readonly envelope: Row.Envelope;
  readonly documents: readonly Row.Document[];
  readonly recipients: readonly Row.Recipient[];
  readonly fields: readonly FieldRow[];
}

/** Rows become the one type of their state; a row that lacks what its state requires is a fault of the database. */
export function toEnvelope(rows: EnvelopeRows): Envelope {
  const row = rows.envelope;
  const core = coreOf(rows);
  if (row.status === 'draft') return { ...core, status: 'draft' };
  const sent = { ...core, sentAt: present(row.sentAt), expiresAt: present(row.expiresAt) };
  const certificateSha256Hex = hexOrNull(row.certificateSha256);
  switch (row.status) {
    case 'sent':
      return { ...sent, status: 'sent' };
    case 'sealing':
      return { ...sent, status: 'sealing', sealingAt: present(row.sealingAt) };
    case 'completed':
      return {
        ...sent,
        status: 'completed',
        sealingAt: present(row.sealingAt),
        completedAt: present(row.completedAt),
        certificateSha256Hex,
      };
    case 'declined':
    case 'voided':
      return {
        ...sent,
        certificateSha256Hex,
        status: row.status,
        endedAt: present(row.endedAt),
        endReason: row.endReason ?? '',
      };
    case 'expired':
      return { ...sent, certificateSha256Hex, status: 'expired', endedAt: present(row.endedAt) };
  }
}

function coreOf(rows: EnvelopeRows) {
  const row = rows.envelope;
  return {
    id: asId<Envelope['id']>(row.id),
    organisationId: asId<Envelope['organisationId']>(row.organisationId),
    version: row.version,
    title: row.title,
    message: row.message,
    sender: {
      userId: asId<Envelope['sender']['userId']>(row.createdBy),
      name: row.senderName,
      email: row.senderEmail,
    },
    expiresInDays: row.expiresInDays,
    timeZone: row.timeZone,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    templateId: row.templateId as Envelope['templateId'],
    bulkRowId: row.bulkRowId as Envelope['bulkRowId'],
    documents: rows.documents.map(toDocument),
    recipients: rows.recipients.map(toRecipient),
    fields: rows.fields.map(toField),
  };
}

export function toDocument(row: Row.Document): EnvelopeDocument {
  return {
    id: asId<EnvelopeDocument['id']>(row.id),
    position: row.position,
    name: row.name,
    originalSha256Hex: hex(row.originalSha256),
    frozenSha256Hex: hex(row.frozenSha256),
    sealedSha256Hex: hexOrNull(row.sealedSha256),
    byteSize: Number(row.byteSize),
    pages: row.pages as unknown as PageSize[],
    ...rowIntake(row),
  };
}

function toRecipient(row: Row.Recipient): Recipient {
  const { key, position, name, email, role, routingOrder, status, declineReason, consentVersion } = row;
  const { invitedAt, openedAt, consentedAt, completedAt, declinedAt } = row;
  const id = asId<Recipient['id']>(row.id);
  const times = { invitedAt, openedAt, consentedAt, completedAt, declinedAt };
  const consentSha256Hex = hexOrNull(row.consentSha256);
  const who = { id, key, position, name, email, role, routingOrder, status };
  return { ...who, ...times, consentVersion, consentSha256Hex, declineReason };
}

function toField(row: FieldRow): Field {
  const { position, type, pageNumber, x, y, width, height, required, label, prefilled } = row;
  return {
    id: asId<Field['id']>(row.id),
    recipientId: asId<Field['recipientId']>(row.recipientId),
    documentId: asId<Field['documentId']>(row.documentId),
    ...{ position, type, pageNumber, required, label, prefilled },
    ...rowTraits(row),
    box: { x, y, width, height },
    value: (row.value?.value ?? null) as FieldValue | null,
    filledAt: row.value?.filledAt ?? null,
  };
}

/** The columns of the envelope's own row. */
export function envelopeColumns(envelope: Envelope) {
  return {
    status: envelope.status,
    version: envelope.version,
    title: envelope.title,
    message: envelope.message,
    expiresInDays: envelope.expiresInDays,
    timeZone: envelope.timeZone,
    updatedAt: envelope.updatedAt,
    sentAt: 'sentAt' in envelope ? envelope.sentAt : null,
    expiresAt: 'expiresAt' in envelope ? envelope.expiresAt : null,
    sealingAt: 'sealingAt' in envelope ? envelope.sealingAt : null,
    completedAt: 'completedAt' in envelope ? envelope.completedAt : null,
    endedAt: 'endedAt' in envelope ? envelope.endedAt : null,
    endReason: 'endReason' in envelope ? envelope.endReason : null,
    certificateSha256: 'certificateSha256Hex' in envelope ? bytesOrNull(envelope.certificateSha256Hex) : null,
  };
}

export function recipientColumns(recipient: Recipient) {
  const { consentSha256Hex, ...columns } = recipient;
  return { ...columns, consentSha256: bytesOrNull(consentSha256Hex) };
}

export function fieldColumns(field: Field) {
  const { box, value: _value, filledAt: _filledAt, ...columns } = field;
  return { ...columns, ...box, ...traitColumns(field) };
}

type TraitRow = Pick<Row.Field, 'name' | 'options' | 'group' | 'maxLength' | 'comb' | 'multiline'>;

/** Of a row of `field` or `template_field`. */
export function rowTraits(row: TraitRow): FieldTraits {
  return traitsOf({ ...row, options: row.options as unknown as FieldOption[] });
}

export function traitColumns(field: FieldTraits) {
  const options = field.options.map(({ value, label }) => ({ value, label }));
  return { ...traitsOf(field), options };
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function bytes(hexDigits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hexDigits, 'hex'));
}

function hexOrNull(value: Uint8Array | null): string | null {
  return value === null ? null : hex(value);
}

function bytesOrNull(hexDigits: string | null): Uint8Array<ArrayBuffer> | null {
  return hexDigits === null ? null : bytes(hexDigits);
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('An envelope row lacks a time its status requires.');
  return value;
}
