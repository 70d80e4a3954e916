import { AppError } from './app-error.js';
import type { Envelope, VoidedEnvelope } from './envelope.js';
import type { Transition } from './events.js';
import { mustAct } from './recipient.js';

/**
 * The sender withdraws what is out. Once everyone has acted (sealing) there is an agreement, and it is finished instead.
 *
 * @throws AppError `envelope-not-sent`
 */
export function voidEnvelope(
  envelope: Envelope,
  command: { readonly reason: string },
  now: Date,
): Transition<VoidedEnvelope> {
  if (envelope.status !== 'sent') {
    throw new AppError(
      'envelope-not-sent',
      `Only an envelope that is out can be voided; this one is ${envelope.status}.`,
    );
  }
  const told = envelope.recipients.filter((one) => mustAct(one) && one.invitedAt !== null);
  return {
    envelope: {
      ...envelope,
      status: 'voided',
      version: envelope.version + 1,
      updatedAt: now,
      endedAt: now,
      endReason: command.reason,
      certificateSha256Hex: null,
    },
    events: [
      {
        type: 'envelope.voided',
        envelopeId: envelope.id,
        reason: command.reason,
        toldRecipientIds: told.map((one) => one.id),
      },
    ],
  };
}
