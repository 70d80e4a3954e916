import { AppError, type Fault } from './app-error.js';
import {
  type Envelope,
  fieldsOf,
  type SealingEnvelope,
  type SentEnvelope,
  withRecipient,
} from './envelope.js';
import type { EnvelopeEvent, Transition } from './events.js';
import { effectiveValue, type Field, isFilled } from './field.js';
import { assertConsented } from './fill.js';
import type { Identification } from './identification.js';
import type { RecipientId, SealId } from './ids.js';
import { shownDocuments } from './open.js';
import { mustAct, type Recipient } from './recipient.js';
import { giveTurn } from './send.js';
import { assertMayAct } from './turn.js';

export interface Sign {
  /** SHA-256 of the document that was on the signer's screen. */
  readonly documentSha256Hex: string;
  /** By what the database knows of the recipient's links. */
  readonly identification: readonly Identification[];
  /** The id the seal row will have if this is the last act. */
  readonly sealId: SealId;
  /** Hashes the canonical JSON of the recipient's values. */
  readonly hashValues: (values: readonly { fieldId: string; value: unknown }[]) => string;
}

/** The signing act itself, as it is stored: bound to the bytes that were shown and the values that were entered. */
export interface SigningAct {
  readonly recipientId: RecipientId;
  readonly documentSha256Hex: string;
  readonly valuesSha256Hex: string;
  readonly signedAt: Date;
}

export interface Signed extends Transition<SentEnvelope | SealingEnvelope> {
  readonly act: SigningAct;
}

/**
 * A signer signs, or an approver approves. The last act of all turns the envelope to sealing: exactly one caller gets
 * there, because callers hold the envelope's row lock.
 *
 * @throws AppError `consent-required`, `document-hash-mismatch`, `fields-missing` (one error per field), or why it is not
 * this person's turn to act.
 */
export function sign(envelope: Envelope, recipientId: RecipientId, command: Sign, now: Date): Signed {
  const { envelope: sent, recipient } = assertMayAct(envelope, recipientId, now);
  assertConsented(recipient);
  assertSameDocument(sent, command.documentSha256Hex);
  const fields = fieldsOf(sent, recipientId).map((field) => completeField(field, recipient, now));
  assertAllFilled(fields);
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
  const actEvent: EnvelopeEvent = {
    type: recipient.role === 'approver' ? 'recipient.approved' : 'recipient.signed',
    envelopeId: sent.id,
    recipientId,
    identification: command.identification,
    documents: shownDocuments(sent),
    valuesSha256Hex,
    fieldCount: fields.length,
  };
  const next = passOn(acted, command.sealId, now);
  return {
    envelope: next.envelope,
    events: [actEvent, ...next.events],
    act: { recipientId, documentSha256Hex: command.documentSha256Hex, valuesSha256Hex, signedAt: now },
  };
}

/** Gives the turn to the next group, or the envelope to the sealer. */
function passOn(
  envelope: SentEnvelope,
  sealId: SealId,
  now: Date,
): Transition<SentEnvelope | SealingEnvelope> {
  const allDone = envelope.recipients.filter(mustAct).every((one) => one.status === 'completed');
  if (!allDone) {
    const { recipients, events } = giveTurn(envelope.recipients, envelope, now);
    return { envelope: { ...envelope, recipients }, events };
  }
  const documentIds = envelope.documents.map((document) => document.id);
  return {
    envelope: { ...envelope, status: 'sealing', sealingAt: now },
    events: [{ type: 'envelope.sealing-started', envelopeId: envelope.id, sealId, documentIds }],
  };
}

function assertSameDocument(envelope: SentEnvelope, shownSha256Hex: string): void {
  if (envelope.documents.every((document) => document.frozenSha256Hex === shownSha256Hex)) return;
  throw new AppError(
    'document-hash-mismatch',
    'The document on your screen is not the one to sign; reload the page.',
    {
      pointer: '/documentSha256',
    },
  );
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

function assertAllFilled(fields: readonly Field[]): void {
  const errors: Fault[] = fields
    .filter((field) => field.required && !isFilled(field))
    .map((field) => ({
      pointer: `/fields/${field.id}`,
      detail: `Page ${field.pageNumber}: ${field.label || `your ${field.type}`} is still empty.`,
      code: 'field-missing',
    }));
  if (errors.length === 0) return;
  const count = errors.length === 1 ? 'One field is' : `${errors.length} fields are`;
  throw new AppError('fields-missing', `${count} still empty.`, { errors });
}
