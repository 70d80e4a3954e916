import { type Envelope, type SentEnvelope, withRecipient } from './envelope.js';
import type { EnvelopeEvent, ShownDocument, Transition } from './events.js';
import type { RecipientId } from './ids.js';
import { assertShown, shownDocuments } from './shown-documents.js';
import { assertMayAct } from './turn.js';

export interface Consent {
  readonly textVersion: string;
  readonly textSha256Hex: string;
  /** What was on the screen, in any order. */
  readonly documents: readonly ShownDocument[];
}

/**
 * The recipient agreed to this text. Agreeing again to the same version changes nothing. Consent given on the page that
 * shows the documents implies they were opened (15 U.S.C. 7001(c)(1)(C)(ii): the act shows that the format can be read).
 *
 * @throws AppError `document-hash-mismatch`, or why it is not this person's turn to act.
 */
export function consent(
  envelope: Envelope,
  recipientId: RecipientId,
  command: Consent,
  now: Date,
  language: string | null = null,
): Transition<SentEnvelope> {
  const { envelope: sent, recipient } = assertMayAct(envelope, recipientId, now);
  assertShown(sent, command.documents);
  if (recipient.consentVersion === command.textVersion) return { envelope: sent, events: [] };
  const ofRecipient = { envelopeId: envelope.id, recipientId };
  const documents = shownDocuments(sent);
  const events: EnvelopeEvent[] = [{ type: 'recipient.consented', ...ofRecipient, ...command, documents }];
  if (recipient.openedAt === null) {
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
