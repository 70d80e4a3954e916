import { z } from 'zod';
import { MAX_DOCUMENTS } from '../../domain/document-limits.js';
import type { ShownDocument } from '../../domain/events.js';
import { fieldValue } from '../../domain/field-value.js';
import { asId, type DocumentId } from '../../domain/ids.js';
import { recipientRoles, recipientStatuses } from '../../domain/recipient.js';
import { placedFieldView } from '../../http/field-traits-view.js';

export const openSessionInput = z
  .strictObject({ token: z.string().min(1).max(200).describe('The last part of the link in the mail') })
  .meta({ id: 'OpenSession' });
const shownDocuments = z
  .array(
    z.strictObject({
      documentId: z.uuid(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'),
    }),
  )
  .min(1)
  .max(MAX_DOCUMENTS)
  .describe('Every document on the screen with the SHA-256 of its bytes: the act is bound to these');

export const consentInput = z
  .strictObject({ version: z.string().max(40), documents: shownDocuments })
  .meta({ id: 'Consent' });
export const pagesInput = z
  .strictObject({
    documentId: z.uuid(),
    pageNumbers: z
      .array(z.int().min(1).max(100_000))
      .min(1)
      .max(500)
      .describe('Pages that were on the screen, counted from 1; those said before change nothing'),
  })
  .meta({ id: 'PagesShown' });
export const fillInput = z.strictObject({ value: fieldValue }).meta({ id: 'FillField' });
export const completeInput = z.strictObject({ documents: shownDocuments }).meta({ id: 'CompleteSigning' });

/** What the caller says was on the screen, in the words of the rules. */
export function toShown(shown: z.infer<typeof shownDocuments>): ShownDocument[] {
  return shown.map(({ documentId, sha256 }) => ({
    documentId: asId<DocumentId>(documentId),
    sha256Hex: sha256,
  }));
}
export const declineInput = z
  .strictObject({ reason: z.string().trim().min(1, 'Say why, in a word or two.').max(1_000) })
  .meta({ id: 'DeclineSigning' });

export const signingState = z
  .object({
    phase: z.enum(['consent', 'sign', 'wait', 'done', 'declined', 'voided', 'expired', 'copy']),
    envelope: z.object({
      title: z.string(),
      message: z.string(),
      sender: z.object({ name: z.string(), organisation: z.string() }),
      expiresAt: z.iso.datetime().nullable(),
    }),
    recipient: z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: z.enum(recipientRoles) }),
    documents: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          pageCount: z.int(),
          pages: z.array(z.object({ widthPt: z.number(), heightPt: z.number() })),
          sha256: z.string(),
          fingerprint: z.string().describe('The first 64 bits of the hash, to compare by eye'),
        }),
      )
      .describe('In the order in which they are read and signed'),
    consent: z.object({ version: z.string(), text: z.string(), given: z.boolean() }),
    fields: z.array(
      z.object({
        id: z.uuid(),
        ...placedFieldView,
        locked: z.boolean().describe('Part of the offer, or written by the platform at signing'),
        value: fieldValue,
      }),
    ),
    others: z.array(z.object({ role: z.enum(recipientRoles), status: z.enum(recipientStatuses) })),
    sealedAvailable: z.boolean(),
  })
  .meta({ id: 'SigningState' });

/** What a link may say before it is opened. */
export const linkPreview = z
  .object({
    title: z.string(),
    sender: z.object({ name: z.string(), organisation: z.string() }),
    recipient: z.object({ name: z.string(), role: z.enum(recipientRoles) }),
    documentCount: z.int(),
    asked: z.boolean().describe('This person still has something to do'),
    sealed: z.boolean().describe('The sealed files are there'),
  })
  .meta({ id: 'LinkPreview' });

export const filledView = z.object({ id: z.uuid(), value: z.json() }).meta({ id: 'FilledField' });

export type LinkPreviewView = z.infer<typeof linkPreview>;
export type SigningStateView = z.infer<typeof signingState>;
export type FillInput = z.infer<typeof fillInput>;
