import { AppError } from './app-error.js';
import { type Envelope, findRecipient } from './envelope.js';
import type { RecipientId } from './ids.js';
import { isTurnOf } from './signing-order.js';

/**
 * Whether a member may be shown a signing link of this recipient. It is possible because mail sometimes does not arrive,
 * and it has a price: from then on the recipient counts as identified by a revealed link, whichever link they use.
 *
 * @throws AppError `envelope-not-sent`, `not-found`, `recipient-not-invited`
 */
export function assertMayReveal(envelope: Envelope, recipientId: RecipientId, now: Date): void {
  if (envelope.status !== 'sent' || envelope.expiresAt <= now) {
    throw new AppError('envelope-not-sent', 'Links are shown only while the envelope waits for signatures.');
  }
  const recipient = findRecipient(envelope, recipientId);
  if (recipient === undefined) throw new AppError('not-found', 'This envelope has no such recipient.');
  if (!isTurnOf(envelope.recipients, recipient)) {
    throw new AppError('recipient-not-invited', 'It is not this recipient’s turn.');
  }
}
