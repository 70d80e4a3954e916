import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import {
  code,
  count,
  fieldType,
  instant,
  label,
  ordinal,
  personalText,
  sha256Hex,
  uuid,
} from './event-values.js';
import { documentId, reason, recipientId, shownDocuments } from './shared-members.js';
import { counted, documentWords, joined, mailReply, pageRuns } from './wording.js';

const fieldWords = {
  signature: 'a signature field',
  initials: 'an initials field',
  name: 'a name field',
  date: 'a date field',
  text: 'a text field',
  checkbox: 'a checkbox',
  dropdown: 'a dropdown field',
  radio: 'a choice field',
} as const;

const mail = {
  recipientId,
  kind: code.describe('What the mail was for, such as invitation, reminder or completed.'),
  generation: ordinal.describe('1 for the first mail of this kind, 2 for the next.'),
};
const accepted = {
  ...mail,
  messageId: label.describe('The Message-ID of the mail, by which its receipt can be found.'),
};
const refusal = {
  ...mail,
  attempt: ordinal.describe('How often this mail was offered.'),
  code: code.describe('Why, in one word of ours.'),
  smtpCode: z.int().min(100).max(599).describe('The reply code of the mail server.').exactOptional(),
  enhancedCode: z
    .string()
    .regex(/^[245]\.\d{1,3}\.\d{1,3}$/)
    .describe('The enhanced status code of the mail server (RFC 3463), such as 5.1.1.')
    .exactOptional(),
};
const serverReply = {
  recipient: { reply: personalText.describe('What the mail server answered.').exactOptional() },
};

/** How the recipient was identified, by evidence only. The certificate words what each is worth. */
const identification = z.enum(['mailed-link', 'revealed-link']);

const act = {
  recipientId,
  identification: z
    .array(identification)
    .min(1)
    .max(4)
    .describe('How the recipient was identified, by what the record proves and never more.'),
  documents: shownDocuments,
  fieldCount: count.describe('Fields the recipient had filled.'),
};
/** A hash of few possible values can be guessed back, so it is committed to like the values themselves. */
const valuesHash = {
  recipient: {
    valuesSha256Hex: sha256Hex
      .describe('Every value the recipient had filled in, canonical.')
      .exactOptional(),
  },
};

const fieldValue = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text: personalText }),
    z.strictObject({ kind: z.literal('checkbox'), checked: z.boolean() }),
    z.strictObject({ kind: z.literal('choice'), value: personalText, text: personalText }),
    z.strictObject({ kind: z.literal('typed-signature'), text: personalText }),
    z.strictObject({ kind: z.literal('drawn-signature'), strokesSha256Hex: sha256Hex }),
    z.strictObject({ kind: z.literal('cleared') }),
  ])
  .describe(
    'The value from now on: text, checkbox, choice (the option’s value and words; since edition 3), typed or drawn signature (SHA-256 of its strokes), or cleared.',
  );

export const recipientEvents = {
  'recipient.invited': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The mail server of the sender accepted the mail with this recipient’s link.',
    data: accepted,
    says: (data, { recipient }) =>
      `The invitation to ${recipient(data.recipientId)} was accepted by the mail server`,
  }),
  'recipient.delivery-deferred': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'A mail to this recipient could not be handed over yet and will be tried again.',
    data: { ...refusal, nextAttemptAt: instant.describe('When it is tried again.').exactOptional() },
    personal: serverReply,
    says: (data, { recipient }) => `A mail to ${recipient(data.recipientId)} is delayed ${mailReply(data)}`,
  }),
  'recipient.delivery-failed': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'A mail to this recipient was refused for good.',
    data: refusal,
    personal: serverReply,
    says: (data, { recipient }) =>
      `A mail to ${recipient(data.recipientId)} could not be delivered ${mailReply(data)}`,
  }),
  'recipient.reminded': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'A reminder with this recipient’s link was accepted by the mail server of the sender.',
    data: accepted,
    says: (data, { recipient }) => `${recipient(data.recipientId)} was reminded by mail`,
  }),
  'recipient.reminder-asked': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning:
      'A member asked for another mail to this recipient; recipient.reminded follows once it was accepted.',
    data: { recipientId },
    says: (data, { who, recipient }) => `${who} asked to remind ${recipient(data.recipientId)}`,
  }),
  'recipient.opened': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The recipient deliberately opened the document; following the link alone does not count.',
    data: { recipientId, documents: shownDocuments },
    personal: {
      recipient: {
        language: label
          .describe('The language the browser asked for first, as in BCP 47; the certificate speaks it too.')
          .meta({ since: 2 })
          .exactOptional(),
      },
    },
    says: (data, { recipient }) =>
      `${recipient(data.recipientId)} opened the ${data.documents.length === 1 ? 'document' : counted(data.documents.length, 'document')}`,
  }),
  'recipient.consented': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The recipient agreed to do business electronically, to the text with this version and hash.',
    data: {
      recipientId,
      textVersion: label.describe('The version of the text that was shown.'),
      textSha256Hex: sha256Hex.describe('The text that was shown, as UTF-8.'),
      language: label.describe('The language of the text, as in BCP 47.').exactOptional(),
      documents: shownDocuments.meta({ since: 3 }).exactOptional(),
    },
    says: (data, { recipient }) =>
      `${recipient(data.recipientId)} consented to sign electronically (text ${data.textVersion})`,
  }),
  'recipient.filled': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The recipient put a value into a field, or cleared it.',
    data: { recipientId, fieldId: uuid.describe('The field.'), fieldType },
    personal: { recipient: { value: fieldValue.exactOptional() } },
    says: (data, { recipient }) => `${recipient(data.recipientId)} filled ${fieldWords[data.fieldType]}`,
  }),
  'recipient.signed': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The recipient signed the documents with these hashes by an act of their own.',
    data: act,
    personal: valuesHash,
    says: (data, { recipient }) => `${recipient(data.recipientId)} signed`,
  }),
  'recipient.approved': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The recipient approved the documents with these hashes by an act of their own.',
    data: act,
    personal: valuesHash,
    says: (data, { recipient }) => `${recipient(data.recipientId)} approved`,
  }),
  'recipient.declined': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The recipient refused to sign or approve.',
    data: { recipientId },
    personal: { recipient: reason },
    says: (data, { recipient }) => `${recipient(data.recipientId)} declined`,
  }),
  'recipient.pages-shown': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning:
      'These pages were on the recipient’s screen for the first time, as the recipient’s browser reported.',
    data: {
      recipientId,
      documentId,
      pageNumbers: z.array(ordinal).min(1).max(2000).describe('The pages, counted from 1.'),
    },
    says: (data, told) =>
      `${told.recipient(data.recipientId)} was shown ${listPages(data.pageNumbers)} of the ${documentWords(told, data.documentId)}`,
  }),
  'recipient.notified': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning:
      'A mail that tells this recipient how the envelope ended was accepted by the mail server of the sender.',
    data: accepted,
    says: (data, { recipient }) =>
      `${recipient(data.recipientId)} was told that the envelope ${ended(data.kind)}`,
  }),
};

const endings: Readonly<Record<string, string>> = {
  completed: 'is complete',
  declined: 'was declined',
  voided: 'was withdrawn',
};

function ended(kind: string): string {
  return endings[kind] ?? `has news (${kind})`;
}

/** "page 3", "pages 1–3 and 7". */
function listPages(pageNumbers: readonly number[]): string {
  return `${pageNumbers.length === 1 ? 'page' : 'pages'} ${joined(pageRuns(pageNumbers), 'and')}`;
}
