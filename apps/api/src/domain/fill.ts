import { AppError } from './app-error.js';
import type { Envelope, SentEnvelope } from './envelope.js';
import type { Transition } from './events.js';
import { effectiveValue, type Field, type FieldValue, isLocked } from './field.js';
import type { FieldId, RecipientId } from './ids.js';
import type { Recipient } from './recipient.js';
import { assertMayAct } from './turn.js';

export interface Fill {
  readonly fieldId: FieldId;
  /** Already checked to fit the type of the field (`checkFieldValue`); null clears the field. */
  readonly value: FieldValue | null;
}

/** The recipient puts a value into a field of their own, or clears it. The same value again changes nothing. */
export function fill(
  envelope: Envelope,
  recipientId: RecipientId,
  command: Fill,
  now: Date,
): Transition<SentEnvelope> {
  const { envelope: sent, recipient } = assertMayAct(envelope, recipientId, now);
  assertConsented(recipient);
  const field = fieldOf(sent, recipientId, command.fieldId);
  if (JSON.stringify(effectiveValue(field)) === JSON.stringify(command.value))
    return { envelope: sent, events: [] };
  assertOpenToRecipient(field);
  const filled: Field = { ...field, value: command.value, filledAt: command.value === null ? null : now };
  const fields = sent.fields.map((one) => (one.id === field.id ? filled : one));
  return {
    envelope: { ...sent, fields, version: sent.version + 1, updatedAt: now },
    events: [{ type: 'recipient.filled', envelopeId: sent.id, recipientId, field, value: command.value }],
  };
}

/** Nothing may be filled or signed before the consent of 15 U.S.C. 7001(c) is given. */
export function assertConsented(recipient: Recipient): void {
  if (recipient.consentVersion === null) {
    throw new AppError('consent-required', 'Agree to sign electronically before filling in the document.');
  }
}

function fieldOf(envelope: SentEnvelope, recipientId: RecipientId, fieldId: FieldId): Field {
  const field = envelope.fields.find((one) => one.id === fieldId && one.recipientId === recipientId);
  // Somebody else's field and no field at all answer the same: a signer learns nothing about the others.
  if (field === undefined) throw new AppError('field-unknown', 'This field is not one of yours.');
  return field;
}

function assertOpenToRecipient(field: Field): void {
  if (field.type === 'date') {
    throw new AppError('field-locked', 'The date is written by the platform at the moment you sign.');
  }
  if (isLocked(field)) {
    throw new AppError('field-locked', 'The sender filled this in; if it is wrong, decline and say so.');
  }
}
