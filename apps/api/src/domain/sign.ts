import { AppError, type Fault } from './app-error.js';
import { groupOf, isGroupAnswered } from './choice-group.js';
import {
  type Envelope,
  type EnvelopeDocument,
  fieldsOf,
  type SealingEnvelope,
  type SentEnvelope,
  withRecipient,
} from './envelope.js';
import type { EnvelopeEvent, ShownDocument, Transition } from './events.js';
import { effectiveValue, type Field, isFilled } from './field.js';
import { assertConsented } from './fill.js';
import type { Identification } from './identification.js';
import type { RecipientId, SealId } from './ids.js';
import { mustAct, type Recipient } from './recipient.js';
import { giveTurn } from './send.js';
import { assertShown, shownDocuments } from './shown-documents.js';
import { assertMayAct } from './turn.js';

export interface Sign {
  /** What was on the signer's screen: every document with the hash of its bytes, in any order. */
  readonly documents: readonly ShownDocument[];
  /** By what the database knows of the recipient's links. */
  readonly identification: readonly Identification[];
  /** A fresh id for the seal of each document, if this is the last act. */
  readonly newSealId: () => SealId;
  /** Hashes the canonical JSON of the recipient's values. */
  readonly hashValues: (values: readonly { fieldId: string; value: unknown }[]) => string;
}

/** The signing act itself, as it is stored: bound to the bytes that were shown and the values that were entered. */
export interface SigningAct {
  readonly recipientId: RecipientId;
  /** All documents of the envelope, in its order. */
  readonly documents: readonly ShownDocument[];
  readonly valuesSha256Hex: string;
  readonly signedAt: Date;
}

export interface Signed extends Transition<SentEnvelope | SealingEnvelope> {
  readonly act: SigningAct;
}

/**
 * A signer signs, or an approver approves, all documents with one act. The last act of all turns the envelope to sealing: exactly one caller gets
 * there, because callers hold the envelope's row lock.
 *
 * @throws AppError `consent-required`, `document-hash-mismatch`, `fields-missing` (one error per field), or why it is not
 * this person's turn to act.
 */
export function sign(envelope: Envelope, recipientId: RecipientId, command: Sign, now: Date): Signed {
  const { envelope: sent, recipient } = assertMayAct(envelope, recipientId, now);
  assertConsented(recipient);
  assertShown(sent, command.documents);
  const fields = fieldsOf(sent, recipientId).map((field) => completeField(field, recipient, now));
  assertAllFilled(fields, sent.documents);
  const valuesSha256Hex = command.hashValues(
    fields.map((field) => ({ fieldId: field.id, value: effectiveValue(field) })),
  );
  const filledById = new Map(fields.map((field) => [field.id, field]));
  const acted: SentEnvelope = {
    ...sent,
    version: sent.version + 1,
    updatedAt: now,
    recipients: withRecipient(sent.recipients, recipientId, { status: 'completed', completedAt: now }),
    fields: sent.fields.map((field) => filledById.get(field.id) ?? field),
  };
  const documents = shownDocuments(sent);
  const actEvent: EnvelopeEvent = {
    type: recipient.role === 'approver' ? 'recipient.approved' : 'recipient.signed',
    envelopeId: sent.id,
    recipientId,
    identification: command.identification,
    documents,
    valuesSha256Hex,
    fieldCount: fields.length,
  };
  const next = passOn(acted, command.newSealId, now);
  return {
    envelope: next.envelope,
    events: [actEvent, ...next.events],
    act: { recipientId, documents, valuesSha256Hex, signedAt: now },
  };
}

/** Gives the turn to the next group, or the envelope to the sealer. */
function passOn(
  envelope: SentEnvelope,
  newSealId: () => SealId,
  now: Date,
): Transition<SentEnvelope | SealingEnvelope> {
  const allDone = envelope.recipients.filter(mustAct).every((one) => one.status === 'completed');
  if (!allDone) {
    const { recipients, events } = giveTurn(envelope.recipients, envelope, now);
    return { envelope: { ...envelope, recipients }, events };
  }
  const seals = envelope.documents.map(({ id }) => ({ sealId: newSealId(), documentId: id }));
  return {
    envelope: { ...envelope, status: 'sealing', sealingAt: now },
    events: [{ type: 'envelope.sealing-started', envelopeId: envelope.id, seals }],
  };
}

/**
 * What the platform writes at the moment of signing: dates always (the database's clock, zone stated), names where the
 * recipient left the suggestion untouched.
 */
function completeField(field: Field, recipient: Recipient, now: Date): Field {
  if (field.type === 'date') return { ...field, value: signingDate(now), filledAt: now };
  if (field.type === 'name' && effectiveValue(field) === null)
    return { ...field, value: recipient.name, filledAt: now };
  return field;
}

/** `2026-11-22 14:05 UTC`: unambiguous in every country. */
export function signingDate(now: Date): string {
  return `${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** “Page 3”, or “Terms.pdf, page 3” where there are several documents. */
function placeOf({ documentId, pageNumber }: Field, documents: readonly EnvelopeDocument[]): string {
  const name = documents.length > 1 ? documents.find(({ id }) => id === documentId)?.name : undefined;
  return name === undefined ? `Page ${pageNumber}` : `${name}, page ${pageNumber}`;
}

/** What a person calls it: a choice goes by its group. */
function nameOf(field: Field): string {
  if (field.type === 'radio') return field.group || field.label || 'your choice';
  return field.label || field.name || `your ${field.type}`;
}

/** Of a choice the first button stands for the whole group: it misses one answer, not as many as it has buttons. */
function isMissing(field: Field, fields: readonly Field[]): boolean {
  if (field.type !== 'radio') return field.required && !isFilled(field);
  const group = groupOf(field, fields);
  return group[0]?.id === field.id && group.some((one) => one.required) && !isGroupAnswered(group);
}

function assertAllFilled(fields: readonly Field[], documents: readonly EnvelopeDocument[]): void {
  const errors: Fault[] = fields
    .filter((field) => isMissing(field, fields))
    .map((field) => ({
      pointer: `/fields/${field.id}`,
      detail: `${placeOf(field, documents)}: ${nameOf(field)} is still empty.`,
      code: 'field-missing',
    }));
  if (errors.length === 0) return;
  const count = errors.length === 1 ? 'One field is' : `${errors.length} fields are`;
  throw new AppError('fields-missing', `${count} still empty.`, { errors });
}
