import { type DeclinedEnvelope, type Envelope, withRecipient } from './envelope.js';
import type { Transition } from './events.js';
import type { RecipientId } from './ids.js';
import { assertMayAct } from './turn.js';

/** One refusal ends the envelope for everyone. Possible until the recipient's own act, also before consent. */
export function decline(
  envelope: Envelope,
  recipientId: RecipientId,
  command: { readonly reason: string },
  now: Date,
): Transition<DeclinedEnvelope> {
  const { envelope: sent } = assertMayAct(envelope, recipientId, now);
  const { reason } = command;
  const ofRecipient = { envelopeId: sent.id, recipientId };
  return {
    envelope: {
      ...sent,
      status: 'declined',
      version: sent.version + 1,
      updatedAt: now,
      endedAt: now,
      endReason: reason,
      certificateSha256Hex: null,
      recipients: withRecipient(sent.recipients, recipientId, {
        status: 'declined',
        declinedAt: now,
        declineReason: reason,
      }),
    },
    events: [
      { type: 'recipient.declined', ...ofRecipient, reason },
      { type: 'envelope.declined', ...ofRecipient },
    ],
  };
}
