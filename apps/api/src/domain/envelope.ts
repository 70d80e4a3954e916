import type { IntakeOutcome, WarningsConfirmed } from './document-warnings.js';
import type { Field } from './field.js';
import type {
  BulkRowId,
  DocumentId,
  EnvelopeId,
  OrganisationId,
  RecipientId,
  TemplateId,
  UserId,
} from './ids.js';
import type { Recipient } from './recipient.js';

export const envelopeStatuses = [
  'draft',
  'sent',
  'sealing',
  'completed',
  'declined',
  'voided',
  'expired',
] as const;
export type EnvelopeStatus = (typeof envelopeStatuses)[number];

export interface PageSize {
  readonly widthPt: number;
  readonly heightPt: number;
}

/** A document as the rules see it: its frozen bytes by hash, and its pages. */
export interface EnvelopeDocument {
  readonly id: DocumentId;
  readonly position: number;
  readonly name: string;
  /** SHA-256 of what was uploaded. */
  readonly originalSha256Hex: string;
  /** SHA-256 of the frozen bytes that are shown, drawn on and sealed. */
  readonly frozenSha256Hex: string;
  readonly byteSize: number;
  readonly pages: readonly PageSize[];
  readonly report: IntakeOutcome;
  /** Null while nobody has, or when there is nothing to confirm. */
  readonly warningsConfirmed: WarningsConfirmed | null;
  /** Null until the envelope is completed. */
  readonly sealedSha256Hex: string | null;
}

export interface Sender {
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
}

interface EnvelopeCore {
  readonly id: EnvelopeId;
  readonly organisationId: OrganisationId;
  /** Rises by one with each change; the ETag. */
  readonly version: number;
  readonly title: string;
  readonly message: string;
  readonly sender: Sender;
  readonly expiresInDays: number;
  /** Where the sender was (IANA name): the certificate shows its clock beside UTC. Null: UTC only. */
  readonly timeZone: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly templateId: TemplateId | null;
  readonly bulkRowId: BulkRowId | null;
  readonly documents: readonly EnvelopeDocument[];
  readonly recipients: readonly Recipient[];
  readonly fields: readonly Field[];
}

export interface DraftEnvelope extends EnvelopeCore {
  readonly status: 'draft';
}

interface OnceSent extends EnvelopeCore {
  readonly sentAt: Date;
  readonly expiresAt: Date;
}

interface Ended extends OnceSent {
  /** The sealed audit certificate; null until it is made. */
  readonly certificateSha256Hex: string | null;
}

export interface SentEnvelope extends OnceSent {
  readonly status: 'sent';
}

/** Everyone has acted; the sealer owns it until it is completed. It can no longer be voided, declined or expire. */
export interface SealingEnvelope extends OnceSent {
  readonly status: 'sealing';
  readonly sealingAt: Date;
}

export interface CompletedEnvelope extends Ended {
  readonly status: 'completed';
  readonly sealingAt: Date;
  readonly completedAt: Date;
}

export interface DeclinedEnvelope extends Ended {
  readonly status: 'declined';
  readonly endedAt: Date;
  readonly endReason: string;
}

export interface VoidedEnvelope extends Ended {
  readonly status: 'voided';
  readonly endedAt: Date;
  readonly endReason: string;
}

export interface ExpiredEnvelope extends Ended {
  readonly status: 'expired';
  readonly endedAt: Date;
}

export type Envelope =
  | DraftEnvelope
  | SentEnvelope
  | SealingEnvelope
  | CompletedEnvelope
  | DeclinedEnvelope
  | VoidedEnvelope
  | ExpiredEnvelope;

export function findRecipient(envelope: Envelope, id: RecipientId): Recipient | undefined {
  return envelope.recipients.find((recipient) => recipient.id === id);
}

export function fieldsOf(envelope: Envelope, recipientId: RecipientId): readonly Field[] {
  return envelope.fields.filter((field) => field.recipientId === recipientId);
}

/** The same list with one recipient changed. */
export function withRecipient(
  recipients: readonly Recipient[],
  id: RecipientId,
  change: Partial<Recipient>,
): readonly Recipient[] {
  return recipients.map((recipient) => (recipient.id === id ? { ...recipient, ...change } : recipient));
}
