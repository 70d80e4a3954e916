import { type Envelope, type SentEnvelope, withRecipient } from './envelope.js';
import type { Transition } from './events.js';
import type { RecipientId } from './ids.js';
import { shownDocuments } from './shown-documents.js';
import { assertMayAct } from './turn.js';

/** The recipient deliberately opened the document. Opening twice is one opening: no second event. */
export function open(
  envelope: Envelope,
  recipientId: RecipientId,
  now: Date,
  language: string | null = null,
): Transition<SentEnvelope> {
  const gate = assertMayAct(envelope, recipientId, now);
  if (gate.recipient.openedAt !== null) return { envelope: gate.envelope, events: [] };
  const recipients = withRecipient(gate.envelope.recipients, recipientId, {
    status: 'opened',
    openedAt: now,
  });
  const opened = { ...gate.envelope, recipients, version: envelope.version + 1, updatedAt: now };
  const documents = shownDocuments(envelope);
  return {
    envelope: opened,
    events: [{ type: 'recipient.opened', envelopeId: envelope.id, recipientId, documents, language }],
  };
}
