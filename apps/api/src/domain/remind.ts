import { AppError } from './app-error.js';
import { type Envelope, findRecipient } from './envelope.js';
import type { EnvelopeEvent } from './events.js';
import type { RecipientId } from './ids.js';
import { isTurnOf } from './signing-order.js';

/** A person is not mailed more often than this, whoever presses the button. */
export const REMINDER_INTERVAL_MS = 3_600_000;

/**
 * The sender asks for another mail to somebody whose turn it is.
 *
 * @param lastMailAt when the last mail to this recipient was written; null when none was.
 * @throws AppError `envelope-not-sent`, `not-found`, `recipient-not-invited`, `reminded-recently`
 */
export function remind(
  envelope: Envelope,
  recipientId: RecipientId,
  lastMailAt: Date | null,
  now: Date,
): readonly EnvelopeEvent[] {
  if (envelope.status !== 'sent') {
    throw new AppError('envelope-not-sent', 'Reminders go out only while the envelope waits for signatures.');
  }
  const recipient = findRecipient(envelope, recipientId);
  if (recipient === undefined) throw new AppError('not-found', 'This envelope has no such recipient.');
  if (!isTurnOf(envelope.recipients, recipient)) {
    throw new AppError('recipient-not-invited', 'It is not this recipient’s turn.');
  }
  const waitMs = lastMailAt === null ? 0 : lastMailAt.getTime() + REMINDER_INTERVAL_MS - now.getTime();
  if (waitMs > 0) {
    throw new AppError('reminded-recently', 'This recipient got a mail less than an hour ago.', {
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  }
  return [{ type: 'recipient.reminder-asked', envelopeId: envelope.id, recipientId }];
}
