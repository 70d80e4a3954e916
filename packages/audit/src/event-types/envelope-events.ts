import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { editedMembers, editedPersonal } from './edited-members.js';
import { code, count, instant, label, ordinal, personalText, sha256Hex, uuid } from './event-values.js';
import {
  bulkId,
  byteSize,
  documentId,
  fileName,
  frozenSha256Hex,
  keyFingerprintSha256Hex,
  originalSha256Hex,
  pageCount,
  reason,
  recipientId,
  templateId,
} from './shared-members.js';
import { counted, listed } from './wording.js';

const texts = {
  title: personalText.describe('The title of the envelope, from now on.').exactOptional(),
  message: personalText.describe('The sender’s message, from now on.').exactOptional(),
};
const version = ordinal.describe('Rises with each saved change of the draft.');
const fieldCount = count.describe('Fields the recipients were asked to fill.');
const via = { blank: '', template: ' from a template', bulk: ' in a bulk send' } as const;

const mailToSender = { kind: code.describe('What the mail was for, such as completed or declined.') };
const mailRefusal = {
  attempt: ordinal.describe('How often this mail was offered.'),
  code: code.describe('Why, in one word of ours.'),
  smtpCode: z.int().min(100).max(599).describe('The reply code of the mail server.').exactOptional(),
};

const frozenDocument = z.strictObject({
  documentId,
  originalSha256Hex,
  frozenSha256Hex,
  byteSize,
  pageCount,
  fieldCount: count
    .describe('Fields the recipients were asked to fill on it.')
    .meta({ since: 3 })
    .exactOptional(),
});

const invitedParty = z.strictObject({
  recipientId,
  role: z.enum(['signer', 'approver', 'copy']).describe('What is asked of the recipient.'),
  routingOrder: ordinal.describe('The group the recipient acts in; lower groups come first.'),
});

const sealedDocument = z.strictObject({
  documentId,
  originalSha256Hex,
  sealedSha256Hex: sha256Hex.describe('The sealed file as it was at completion.'),
  sealedByteSize: byteSize,
});

export const envelopeEvents = {
  'envelope.created': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'A draft exists.',
    data: {
      source: z.enum(['blank', 'template', 'bulk']).describe('What the draft was made from.'),
      templateId: templateId.exactOptional(),
      bulkId: bulkId.exactOptional(),
      rowNumber: ordinal.describe('The row of the bulk send’s list.').exactOptional(),
    },
    personal: { envelope: texts },
    says: (data, { who }) => `${who} created the envelope${via[data.source]}`,
  }),
  'envelope.edited': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The draft was changed; nobody else has seen it yet.',
    data: {
      version,
      changed: z
        .array(z.enum(['title', 'message', 'expiry', 'documents', 'recipients', 'fields']))
        .max(6)
        .describe('The parts of the draft that are different from now on.'),
      documentCount: count.describe('Documents in the draft from now on.'),
      recipientCount: count.describe('Recipients in the draft from now on.'),
      fieldCount: count.describe('Fields in the draft from now on.'),
      ...editedMembers,
    },
    personal: editedPersonal,
    says: (data, { who }) => `${who} changed the draft${listed(data.changed)}`,
  }),
  'envelope.sent': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The sender released the envelope; from here its documents, recipients and fields are frozen.',
    data: {
      version,
      documents: z.array(frozenDocument).min(1).max(50).describe('The documents, frozen.'),
      recipients: z.array(invitedParty).min(1).max(100).describe('Everybody the envelope is for.'),
      fieldCount,
      fieldsSha256Hex: sha256Hex
        .describe('SHA-256 over the canonical list of fields, where the caller keeps one.')
        .exactOptional(),
      expiresAt: instant.nullable().describe('When the envelope ends unless everybody has acted.'),
    },
    personal: { envelope: texts, document: fileName },
    says: (data, { who }) => `${who} sent the envelope to ${counted(data.recipients.length, 'recipient')}`,
  }),
  'envelope.voided': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The sender withdrew the envelope before it was complete; nothing more can be signed.',
    data: { previousStatus: z.enum(['sent', 'sealing']).describe('What the envelope was before.') },
    personal: { envelope: reason, user: reason, 'api-key': reason },
    says: (_data, { who }) => `${who} withdrew the envelope`,
  }),
  'envelope.declined': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The envelope ended because a recipient declined.',
    data: { recipientId },
    personal: { recipient: reason },
    says: (data, { recipient }) => `The envelope ended because ${recipient(data.recipientId)} declined`,
  }),
  'envelope.expired': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The envelope ended because its time ran out.',
    data: { expiresAt: instant.describe('When its time ran out.') },
    says: () => 'The envelope expired',
  }),
  'envelope.sealing-started': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'Everybody who had to act has acted; the documents wait for the seal.',
    data: { documentIds: z.array(uuid).min(1).max(50).describe('The documents to be sealed.') },
    says: () => 'Everybody has acted; sealing began',
  }),
  'envelope.completed': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'Every document carries the seal, was checked and is stored.',
    data: {
      documents: z.array(sealedDocument).min(1).max(50).describe('The documents, sealed.'),
      keyFingerprintSha256Hex,
    },
    says: (data) => `The envelope was completed with ${counted(data.documents.length, 'sealed document')}`,
  }),
  'envelope.deleted-draft': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'The draft was deleted; it had never been sent.',
    data: { version },
    says: (_data, { who }) => `${who} deleted the draft`,
  }),
  'sender.notified': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning: 'A mail that tells the sender how the envelope ended was accepted by the mail server.',
    data: { ...mailToSender, messageId: label.describe('The Message-ID of the mail.') },
    says: (data) => `The sender was told by mail (${data.kind})`,
  }),
  'sender.delivery-deferred': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning: 'A mail to the sender could not be handed over yet and will be tried again.',
    data: { ...mailToSender, ...mailRefusal, nextAttemptAt: instant.describe('When it is tried again.') },
    says: (data) => `A mail to the sender is delayed (${data.code})`,
  }),
  'sender.delivery-failed': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning: 'A mail to the sender was refused for good.',
    data: { ...mailToSender, ...mailRefusal },
    says: (data) => `A mail to the sender could not be delivered (${data.code})`,
  }),
};
