import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { count, instant, ordinal, personalText, sha256Hex, uuid } from './event-values.js';

const texts = { title: personalText.exactOptional(), message: personalText.exactOptional() };
const reason = { reason: personalText.exactOptional() };
const fileName = { name: personalText };

const frozenDocument = z.strictObject({
  documentId: uuid,
  /** The bytes that were uploaded. */
  originalSha256Hex: sha256Hex,
  /** The bytes that are shown, filled in and sealed. */
  frozenSha256Hex: sha256Hex,
  byteSize: count,
  pageCount: ordinal,
});

const invitedParty = z.strictObject({
  recipientId: uuid,
  role: z.enum(['signer', 'approver', 'copy']),
  routingOrder: ordinal,
});

const sealedDocument = z.strictObject({
  documentId: uuid,
  originalSha256Hex: sha256Hex,
  sealedSha256Hex: sha256Hex,
  sealedByteSize: count,
});

export const envelopeEvents = {
  'envelope.created': defineEventType(
    ['envelope'],
    'A draft exists.',
    {
      source: z.enum(['blank', 'template', 'bulk']),
      templateId: uuid.exactOptional(),
      bulkId: uuid.exactOptional(),
      rowNumber: ordinal.exactOptional(),
    },
    { envelope: texts },
  ),
  'envelope.edited': defineEventType(
    ['envelope'],
    'The draft was changed; nobody else has seen it yet.',
    {
      version: ordinal,
      changed: z.array(z.enum(['title', 'message', 'expiry', 'documents', 'recipients', 'fields'])).max(6),
      documentCount: count,
      recipientCount: count,
      fieldCount: count,
    },
    { envelope: texts },
  ),
  'envelope.sent': defineEventType(
    ['envelope'],
    'The sender released the envelope; from here its documents, recipients and fields are frozen.',
    {
      version: ordinal,
      documents: z.array(frozenDocument).min(1).max(50),
      recipients: z.array(invitedParty).min(1).max(100),
      fieldCount: count,
      /** SHA-256 over the canonical list of fields, where the caller keeps one. */
      fieldsSha256Hex: sha256Hex.exactOptional(),
      expiresAt: instant.nullable(),
    },
    { envelope: texts, document: fileName },
  ),
  'envelope.voided': defineEventType(
    ['envelope'],
    'The sender withdrew the envelope before it was complete; nothing more can be signed.',
    { previousStatus: z.enum(['sent', 'sealing']) },
    { envelope: reason, user: reason, 'api-key': reason },
  ),
  'envelope.declined': defineEventType(
    ['envelope'],
    'The envelope ended because a recipient declined.',
    { recipientId: uuid },
    { recipient: reason },
  ),
  'envelope.expired': defineEventType(['envelope'], 'The envelope ended because its time ran out.', {
    expiresAt: instant,
  }),
  'envelope.sealing-started': defineEventType(
    ['envelope'],
    'Everybody who had to act has acted; the documents wait for the seal.',
    { documentIds: z.array(uuid).min(1).max(50) },
  ),
  'envelope.completed': defineEventType(
    ['envelope'],
    'Every document carries the seal, was checked and is stored.',
    { documents: z.array(sealedDocument).min(1).max(50), keyFingerprintSha256Hex: sha256Hex },
  ),
  'envelope.deleted-draft': defineEventType(['envelope'], 'The draft was deleted; it had never been sent.', {
    version: ordinal,
  }),
};
