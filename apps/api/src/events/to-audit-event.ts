import { createHash } from 'node:crypto';
import { type EventData, type EventPersonal, type EventTypeName, jcsBytes } from '@sealwright/audit';
import type { DomainEvent, EnvelopeEvent, PersonalFact } from '../domain/events.js';
import { chosenOption, type Field, type FieldValue } from '../domain/field.js';
import { specialTraitsOf } from '../domain/field-traits.js';
import { editedFacts } from './edited-facts.js';

/** What the record will hold of one event, before the actor is added. */
export interface AuditFacts {
  readonly type: EventTypeName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly personal: readonly PersonalFact[];
}

/** The audit event that follows from a domain event; null where another, later event is the evidence. */
export function toAuditEvent(event: DomainEvent): AuditFacts | null {
  switch (event.type) {
    case 'envelope.created':
    case 'envelope.edited':
    case 'envelope.deleted-draft':
    case 'envelope.sent':
    case 'envelope.voided':
    case 'envelope.declined':
    case 'envelope.expired':
    case 'envelope.sealing-started':
    case 'envelope.completed':
      return ofEnvelope(event);
    case 'recipient.turn-came':
      return null;
    case 'recipient.reminder-asked':
    case 'recipient.opened':
    case 'recipient.consented':
    case 'recipient.filled':
    case 'recipient.signed':
    case 'recipient.approved':
    case 'recipient.declined':
      return ofRecipient(event);
    default:
      // Facts are stated in the words of the registry by whoever records them.
      return { type: event.type, data: event.data, personal: event.personal ?? [] };
  }
}

function facts<Name extends EventTypeName>(
  type: Name,
  data: EventData<Name>,
  personal: readonly EventPersonal<Name>[] = [],
): AuditFacts {
  // Each subject was checked against its type above; the record merges them without looking inside.
  return { type, data, personal: personal as readonly PersonalFact[] };
}

type OfEnvelope = Extract<EnvelopeEvent, { type: `envelope.${string}` }>;
type OfRecipient = Exclude<
  Extract<EnvelopeEvent, { type: `recipient.${string}` }>,
  { type: 'recipient.turn-came' }
>;

function ofEnvelope(event: OfEnvelope): AuditFacts {
  const { type, envelopeId } = event;
  switch (type) {
    case 'envelope.created': {
      const { kind: source, ...origin } = event.source;
      return facts(type, { source, ...origin }, [textsOf(event)]);
    }
    case 'envelope.edited':
      return editedFacts(event);
    case 'envelope.deleted-draft':
      return facts(type, { version: event.version });
    case 'envelope.sent':
      return sent(event);
    case 'envelope.voided': {
      const { reason } = event;
      return facts(type, { previousStatus: 'sent' }, [
        { subject: `envelope:${envelopeId}`, value: { reason } },
      ]);
    }
    case 'envelope.declined':
      return facts(type, { recipientId: event.recipientId });
    case 'envelope.expired':
      return facts(type, { expiresAt: event.expiresAt.toISOString() });
    case 'envelope.sealing-started':
      return facts(type, { documentIds: event.seals.map(({ documentId }) => documentId) });
    case 'envelope.completed': {
      const { documents, keyFingerprintSha256Hex } = event;
      return facts(type, { documents: documents.map((one) => ({ ...one })), keyFingerprintSha256Hex });
    }
  }
}

function ofRecipient(event: OfRecipient): AuditFacts {
  const { type, recipientId } = event;
  const subject = `recipient:${recipientId}` as const;
  switch (type) {
    case 'recipient.reminder-asked':
      return facts(type, { recipientId });
    case 'recipient.opened':
      return facts(
        type,
        { recipientId, documents: [...event.documents] },
        event.language === null ? [] : [{ subject, value: { language: event.language } }],
      );
    case 'recipient.consented': {
      const { textVersion, textSha256Hex } = event;
      const documents = [...event.documents];
      return facts(type, { recipientId, textVersion, textSha256Hex, language: 'en', documents });
    }
    case 'recipient.filled': {
      const { id: fieldId, type: fieldType } = event.field;
      const value = recordedValue(event.field, event.value);
      return facts(type, { recipientId, fieldId, fieldType }, [{ subject, value: { value } }]);
    }
    case 'recipient.signed':
    case 'recipient.approved': {
      const { documents, valuesSha256Hex, fieldCount } = event;
      const act = {
        recipientId,
        identification: [...event.identification],
        documents: [...documents],
        fieldCount,
      };
      return facts(type, act, [{ subject, value: { valuesSha256Hex } }]);
    }
    case 'recipient.declined':
      return facts(type, { recipientId }, [{ subject, value: { reason: event.reason } }]);
  }
}

function sent(event: Extract<EnvelopeEvent, { type: 'envelope.sent' }>): AuditFacts {
  const documents = event.documents.map(({ name: _personal, ...document }) => document);
  const recipients = event.recipients.map(({ id, role, routingOrder }) => ({
    recipientId: id,
    role,
    routingOrder,
  }));
  const personal = [
    textsOf(event),
    ...event.documents.map((one) => ({
      subject: `document:${one.documentId}` as const,
      value: { name: one.name },
    })),
    ...event.recipients.map(({ id, name, email }) => ({
      subject: `recipient:${id}` as const,
      value: { name, email },
    })),
  ];
  const data = {
    version: event.version,
    documents,
    recipients,
    fieldCount: event.fields.length,
    fieldsSha256Hex: sha256Hex(event.fields.map(frozenField)),
    expiresAt: event.expiresAt.toISOString(),
  };
  return facts('envelope.sent', data, personal);
}

type FilledPersonal = Extract<EventPersonal<'recipient.filled'>, { subject: `recipient:${string}` }>;
type RecordedValue = NonNullable<FilledPersonal['value']['value']>;

/** What of a field is frozen at sending; the values come later and have events of their own. */
function frozenField(field: Field) {
  const { id, recipientId, documentId, type, pageNumber, box, required, label, prefilled } = field;
  const frozen = { id, recipientId, documentId, type, pageNumber, ...box, required, label, prefilled };
  return { ...frozen, ...specialTraitsOf(field) };
}

function recordedValue(field: Field, value: FieldValue | null): RecordedValue {
  if (value === null) return { kind: 'cleared' };
  const chosen = chosenOption(field, value);
  if (chosen !== null) return { kind: 'choice', value: chosen.value, text: chosen.label };
  if (typeof value === 'boolean') return { kind: 'checkbox', checked: value };
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (value.kind === 'typed') return { kind: 'typed-signature', text: value.text };
  return { kind: 'drawn-signature', strokesSha256Hex: sha256Hex({ fieldId: field.id, ...value }) };
}

function textsOf(event: { envelopeId: string; title: string; message: string }) {
  const { title, message } = event;
  return { subject: `envelope:${event.envelopeId}` as const, value: { title, message } };
}

function sha256Hex(value: unknown): string {
  return createHash('sha256').update(jcsBytes(value)).digest('hex');
}
