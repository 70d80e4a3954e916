import type { EnvelopeFact } from '../../domain/events.js';
import type { RecipientId } from '../../domain/ids.js';
import type { MailRecord } from '../../ports/mail-repository.js';
import type { DeliveryReceipt } from '../../ports/mailer.js';
import { enhancedCode, refusalCode } from './delivery-rules.js';

type ToRecipient = MailRecord & { readonly recipientId: RecipientId };

/** Only invitations and reminders are evidence; that other mails were accepted stands in the mail's own row. */
export function acceptedEvent(mail: ToRecipient): EnvelopeFact | null {
  const { envelopeId, recipientId, kind, generation } = mail;
  const data = { recipientId, kind, generation, messageId: mail.messageId };
  if (kind === 'invitation') return { type: 'recipient.invited', envelopeId, data };
  if (kind === 'reminder') return { type: 'recipient.reminded', envelopeId, data };
  return null;
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
