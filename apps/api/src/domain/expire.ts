import type { Envelope, ExpiredEnvelope } from './envelope.js';
import type { Transition } from './events.js';
import { hasActed, mustAct } from './recipient.js';

/** Ends an envelope whose time has run out; null when there is nothing to end (not out, or not yet). */
export function expire(envelope: Envelope, now: Date): Transition<ExpiredEnvelope> | null {
  if (envelope.status !== 'sent' || envelope.expiresAt > now) return null;
  const { id: envelopeId, expiresAt, recipients } = envelope;
  const waitedFor = recipients.filter((one) => mustAct(one) && !hasActed(one) && one.invitedAt !== null);
  const toldRecipientIds = waitedFor.map((one) => one.id);
  return {
    envelope: {
      ...envelope,
      status: 'expired',
      version: envelope.version + 1,
      updatedAt: now,
      endedAt: now,
      certificateSha256Hex: null,
    },
    events: [{ type: 'envelope.expired', envelopeId, expiresAt, toldRecipientIds }],
  };
}
