import type { Envelope, ExpiredEnvelope } from './envelope.js';
import type { Transition } from './events.js';

/** Ends an envelope whose time has run out; null when there is nothing to end (not out, or not yet). */
export function expire(envelope: Envelope, now: Date): Transition<ExpiredEnvelope> | null {
  if (envelope.status !== 'sent' || envelope.expiresAt > now) return null;
  return {
    envelope: {
      ...envelope,
      status: 'expired',
      version: envelope.version + 1,
      updatedAt: now,
      endedAt: now,
      certificateSha256Hex: null,
    },
    events: [{ type: 'envelope.expired', envelopeId: envelope.id, expiresAt: envelope.expiresAt }],
  };
}
