import type { EnvelopeFact } from '../../domain/events.js';
import type { RecipientId } from '../../domain/ids.js';
import type { MailRecord } from '../../ports/mail-repository.js';
import type { DeliveryReceipt } from '../../ports/mailer.js';
import { enhancedCode, refusalCode } from './delivery-rules.js';

type ToRecipient = MailRecord & { readonly recipientId: RecipientId };

/** The mail server took the mail. */
export function acceptedEvent(mail: ToRecipient): EnvelopeFact {
  const { envelopeId, recipientId, kind, generation } = mail;
  const data = { recipientId, kind, generation, messageId: mail.messageId };
  if (kind === 'invitation') return { type: 'recipient.invited', envelopeId, data };
  if (kind === 'reminder') return { type: 'recipient.reminded', envelopeId, data };
  return { type: 'recipient.notified', envelopeId, data };
}

/** What became of a mail to the sender. */
export function senderEvent(mail: MailRecord, receipt: DeliveryReceipt, retryAt: Date | null): EnvelopeFact {
  const { envelopeId, kind, attempts, messageId } = mail;
  if (receipt.state === 'sent') return { type: 'sender.notified', envelopeId, data: { kind, messageId } };
  const { smtpCode } = receipt;
  const data = {
    kind,
    attempt: attempts,
    code: refusalCode(receipt),
    ...(smtpCode !== null && { smtpCode }),
  };
  if (retryAt === null) return { type: 'sender.delivery-failed', envelopeId, data };
  return {
    type: 'sender.delivery-deferred',
    envelopeId,
    data: { ...data, nextAttemptAt: retryAt.toISOString() },
  };
}

/** `retryAt` null: refused for good, the sender has to act. */
export function refusedEvent(
  mail: ToRecipient,
  receipt: DeliveryReceipt,
  retryAt: Date | null,
): EnvelopeFact {
  const { envelopeId, recipientId, kind, generation, attempts } = mail;
  const enhanced = enhancedCode(receipt.response);
  const data = {
    ...{ recipientId, kind, generation },
    attempt: attempts,
    code: refusalCode(receipt),
    ...(receipt.smtpCode !== null && { smtpCode: receipt.smtpCode }),
    ...(enhanced !== null && { enhancedCode: enhanced }),
  };
  // The server's words may repeat the address, so they are committed to and can be forgotten.
  const reply = receipt.response.trim();
  const personal = reply === '' ? [] : [{ subject: `recipient:${recipientId}` as const, value: { reply } }];
  if (retryAt === null) return { type: 'recipient.delivery-failed', envelopeId, data, personal };
  const nextAttemptAt = retryAt.toISOString();
  return { type: 'recipient.delivery-deferred', envelopeId, data: { ...data, nextAttemptAt }, personal };
}
