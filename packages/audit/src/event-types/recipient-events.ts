import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { code, count, instant, label, ordinal, personalText, sha256Hex, uuid } from './event-values.js';

const recipientId = uuid;
const shownDocuments = z
  .array(z.strictObject({ documentId: uuid, sha256Hex }))
  .min(1)
  .max(50);

const mail = {
  recipientId,
  kind: code,
  /** 1 for the first mail of this kind, 2 for the next. */
  generation: ordinal,
};
const refusal = {
  ...mail,
  attempt: ordinal,
  code,
  smtpCode: z.int().min(100).max(599).exactOptional(),
  /** RFC 3463, such as 5.1.1. */
  enhancedCode: z
    .string()
    .regex(/^[245]\.\d{1,3}\.\d{1,3}$/)
    .exactOptional(),
};
const serverReply = { recipient: { reply: personalText.exactOptional() } };

/** How the recipient was identified, by evidence only. The certificate words what each is worth. */
const identification = z.enum(['mailed-link', 'revealed-link']);

const act = {
  recipientId,
  identification: z.array(identification).min(1).max(4),
  /** The bytes that were on the screen when the recipient acted. */
  documents: shownDocuments,
  fieldCount: count,
};
/** A hash of few possible values can be guessed back, so it is committed to like the values themselves. */
const valuesHash = { recipient: { valuesSha256Hex: sha256Hex.exactOptional() } };

const fieldValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: personalText }),
  z.strictObject({ kind: z.literal('checkbox'), checked: z.boolean() }),
  z.strictObject({ kind: z.literal('typed-signature'), text: personalText }),
  z.strictObject({ kind: z.literal('drawn-signature'), strokesSha256Hex: sha256Hex }),
  z.strictObject({ kind: z.literal('cleared') }),
]);

export const recipientEvents = {
  'recipient.invited': defineEventType(
    ['envelope'],
    'The mail server of the sender accepted the mail with this recipient’s link.',
    { ...mail, messageId: label },
  ),
  'recipient.delivery-deferred': defineEventType(
    ['envelope'],
    'A mail to this recipient could not be handed over yet and will be tried again.',
    { ...refusal, nextAttemptAt: instant.exactOptional() },
    serverReply,
  ),
  'recipient.delivery-failed': defineEventType(
    ['envelope'],
    'A mail to this recipient was refused for good.',
    refusal,
    serverReply,
  ),
  'recipient.reminded': defineEventType(
    ['envelope'],
    'A reminder with this recipient’s link was accepted by the mail server of the sender.',
    { ...mail, messageId: label },
  ),
  'recipient.opened': defineEventType(
    ['envelope'],
    'The recipient deliberately opened the document; following the link alone does not count.',
    { recipientId, documents: shownDocuments },
  ),
  'recipient.consented': defineEventType(
    ['envelope'],
    'The recipient agreed to do business electronically, to the text with this version and hash.',
    { recipientId, textVersion: label, textSha256Hex: sha256Hex, language: label.exactOptional() },
  ),
  'recipient.filled': defineEventType(
    ['envelope'],
    'The recipient put a value into a field, or cleared it.',
    {
      recipientId,
      fieldId: uuid,
      fieldType: z.enum(['signature', 'initials', 'name', 'date', 'text', 'checkbox']),
    },
    { recipient: { value: fieldValue.exactOptional() } },
  ),
  'recipient.signed': defineEventType(
    ['envelope'],
    'The recipient signed the documents with these hashes by an act of their own.',
    act,
    valuesHash,
  ),
  'recipient.approved': defineEventType(
    ['envelope'],
    'The recipient approved the documents with these hashes by an act of their own.',
    act,
    valuesHash,
  ),
  'recipient.declined': defineEventType(
    ['envelope'],
    'The recipient refused to sign or approve.',
    { recipientId },
    { recipient: { reason: personalText.exactOptional() } },
  ),
  'recipient.link-refused': defineEventType(
    ['envelope'],
    'Somebody used this recipient’s link when it could no longer, or not yet, be used.',
    { recipientId, code },
  ),
};
