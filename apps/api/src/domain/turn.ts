import { AppError } from './app-error.js';
import { type Envelope, findRecipient, type SentEnvelope } from './envelope.js';
import type { RecipientId } from './ids.js';
import type { Recipient } from './recipient.js';
import { isTurnOf } from './signing-order.js';

/**
 * The one gate every act of a recipient passes: the envelope is out, its time has not run out, the act is this person's
 * to make, and it is their turn.
 */
export function assertMayAct(
  envelope: Envelope,
  recipientId: RecipientId,
  now: Date,
): { envelope: SentEnvelope; recipient: Recipient } {
  const recipient = findRecipient(envelope, recipientId);
  if (recipient === undefined) throw new AppError('link-unknown', 'This link is not known.');
  if (recipient.status === 'completed') {
    throw new AppError('already-completed', 'You have already finished your part of this envelope.');
  }
  if (recipient.status === 'declined') throw new AppError('already-declined', 'You declined this envelope.');
  assertOut(envelope, now);
  if (recipient.role === 'copy')
    throw new AppError('copy-only', 'You receive a copy; there is nothing to sign.');
  if (!isTurnOf(envelope.recipients, recipient)) {
    throw new AppError(
      'not-your-turn',
      'Others have to sign first; you will get a mail when it is your turn.',
    );
  }
  return { envelope, recipient };
}

function assertOut(envelope: Envelope, now: Date): asserts envelope is SentEnvelope {
  switch (envelope.status) {
    case 'draft':
      throw new AppError('link-unknown', 'This link is not known.');
    case 'voided':
      throw new AppError('link-voided', 'The sender withdrew this envelope.');
    case 'declined':
      throw new AppError('link-declined', 'Somebody declined this envelope, so it has ended.');
    case 'expired':
      throw new AppError('link-expired', 'The time to sign this envelope has run out.');
    case 'sealing':
    case 'completed':
      throw new AppError('already-completed', 'Everyone has finished; nothing more can be changed.');
    case 'sent':
      // The sweep that expires envelopes may be late; the rule is not.
      if (envelope.expiresAt <= now) {
        throw new AppError('link-expired', 'The time to sign this envelope has run out.');
      }
  }
}
