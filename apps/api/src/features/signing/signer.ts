import { AppError } from '../../domain/app-error.js';
import { type Envelope, type EnvelopeDocument, findRecipient } from '../../domain/envelope.js';
import type { DocumentId, EnvelopeId, OrganisationId, RecipientId } from '../../domain/ids.js';
import type { Recipient } from '../../domain/recipient.js';
import type { RecordContext } from '../../events/record.js';
import type { Transaction } from '../../ports/transaction.js';

/** A recipient with a session: everything here acts for exactly this one person. */
export interface SigningPerson {
  readonly organisationId: OrganisationId;
  readonly envelopeId: EnvelopeId;
  readonly recipientId: RecipientId;
  readonly context: RecordContext;
}

/** Where a request came from whose maker is not known. */
export interface StrangersTrace {
  readonly ip: string;
  readonly userAgent: string;
}

/** Nobody knows who came with the link, but it is kept as something about the recipient: it is forgotten with them. */
export function byStranger(recipientId: RecipientId, { ip, userAgent }: StrangersTrace) {
  const value = { ...(ip && { fromIp: ip }), ...(userAgent && { fromUserAgent: userAgent }) };
  if (Object.keys(value).length === 0) return {};
  return { personal: [{ subject: `recipient:${recipientId}` as const, value }] };
}

/** The locked envelope of the person. @throws AppError `link-unknown` */
export async function lockTheirEnvelope(tx: Transaction, person: SigningPerson): Promise<Envelope> {
  const envelope = await tx.envelopes.lock(person.envelopeId);
  if (envelope === null) throw new AppError('link-unknown', 'This link is not known.');
  return envelope;
}

/** @throws AppError `link-unknown` */
export function recipientIn(envelope: Envelope, recipientId: RecipientId): Recipient {
  const recipient = findRecipient(envelope, recipientId);
  if (recipient === undefined) throw new AppError('link-unknown', 'This link is not known.');
  return recipient;
}

/** @throws AppError `not-found` for a document that is not part of the person's envelope. */
export function documentIn(envelope: Envelope, documentId: DocumentId): EnvelopeDocument {
  const document = envelope.documents.find(({ id }) => id === documentId);
  if (document === undefined) throw new AppError('not-found', 'This envelope has no such document.');
  return document;
}

/** From where the person acts, for the rows that keep it. */
export function whereabouts({ context }: SigningPerson): { ip?: string; userAgent?: string } {
  const { ip, userAgent } = context;
  return { ...(ip && { ip }), ...(userAgent && { userAgent }) };
}
