import { AppError } from './app-error.js';
import { groupOf, isGroupLocked } from './choice-group.js';
import type { Envelope, SentEnvelope } from './envelope.js';
import type { Transition } from './events.js';
import { effectiveValue, type Field, type FieldValue } from './field.js';
import type { FieldId, RecipientId } from './ids.js';
import type { Recipient } from './recipient.js';
import { assertMayAct } from './turn.js';

export interface Fill {
  readonly fieldId: FieldId;
  /** Already checked to fit the type of the field (`checkFieldValue`); null clears the field. */
  readonly value: FieldValue | null;
}

/**
 * The recipient puts a value into a field of their own, or clears it. The same value again changes nothing. Choosing one
 * radio button clears the others of its group in the same act.
 */
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
  assertOpenToRecipient(field, sent.fields);
  const cleared = command.value === true ? alsoChosen(field, sent.fields) : [];
  const values = new Map<FieldId, FieldValue | null>(cleared.map(({ id }) => [id, null]));
  values.set(field.id, command.value);
  const fields = sent.fields.map((one) => withValue(one, values.get(one.id), now));
  return {
    envelope: { ...sent, fields, version: sent.version + 1, updatedAt: now },
    events: [...cleared, field].map((one) => {
      const value = values.get(one.id) ?? null;
      return { type: 'recipient.filled', envelopeId: sent.id, recipientId, field: one, value };
    }),
  };
}

/** Other buttons of the same choice that hold a value. */
function alsoChosen(field: Field, fields: readonly Field[]): readonly Field[] {
  return groupOf(field, fields).filter((one) => one.id !== field.id && one.value !== null);
}

function withValue(field: Field, value: FieldValue | null | undefined, now: Date): Field {
  return value === undefined ? field : { ...field, value, filledAt: value === null ? null : now };
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

function assertOpenToRecipient(field: Field, fields: readonly Field[]): void {
  if (field.type === 'date') {
    throw new AppError('field-locked', 'The date is written by the platform at the moment you sign.');
  }
  if (isGroupLocked(field, fields)) {
    throw new AppError('field-locked', 'The sender filled this in; if it is wrong, decline and say so.');
  }
}
