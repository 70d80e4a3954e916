import { type Envelope, type SentEnvelope, withRecipient } from './envelope.js';
import type { EnvelopeEvent, Transition } from './events.js';
import type { RecipientId } from './ids.js';
import { shownDocuments } from './open.js';
import { assertMayAct } from './turn.js';

export interface Consent {
  readonly textVersion: string;
  readonly textSha256Hex: string;
}

/**
 * The recipient agreed to this text. Agreeing again to the same version changes nothing. Consent given on the page that
 * shows the document implies it was opened (15 U.S.C. 7001(c)(1)(C)(ii): the act shows that the format can be read).
 */
export function consent(
  envelope: Envelope,
  recipientId: RecipientId,
  command: Consent,
  now: Date,
  language: string | null = null,
): Transition<SentEnvelope> {
  const { envelope: sent, recipient } = assertMayAct(envelope, recipientId, now);
  if (recipient.consentVersion === command.textVersion) return { envelope: sent, events: [] };
  const ofRecipient = { envelopeId: envelope.id, recipientId };
  const events: EnvelopeEvent[] = [{ type: 'recipient.consented', ...ofRecipient, ...command }];
  if (recipient.openedAt === null) {
    const documents = shownDocuments(envelope);
    events.unshift({ type: 'recipient.opened', ...ofRecipient, documents, language });
  }
  const recipients = withRecipient(sent.recipients, recipientId, {
    status: 'consented',
    openedAt: recipient.openedAt ?? now,
    consentedAt: now,
    consentVersion: command.textVersion,
    consentSha256Hex: command.textSha256Hex,
  });
  return { envelope: { ...sent, recipients, version: sent.version + 1, updatedAt: now }, events };
}
