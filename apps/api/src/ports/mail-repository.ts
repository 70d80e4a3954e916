import type { EnvelopeId, MailId, RecipientId } from '../domain/ids.js';
import type { DeliveryReceipt } from './mailer.js';

export type MailKind = 'invitation' | 'reminder' | 'completed' | 'declined' | 'voided' | 'expired';

/** One mail to one person and how far it came. */
export interface MailRecord {
  readonly id: MailId;
  readonly envelopeId: EnvelopeId;
  /** Null: to the sender. */
  readonly recipientId: RecipientId | null;
  readonly kind: MailKind;
  readonly generation: number;
  readonly messageId: string;
  readonly state: 'queued' | 'sent' | 'deferred' | 'failed';
  readonly attempts: number;
}

export type NewMail = Pick<
  MailRecord,
  'id' | 'envelopeId' | 'recipientId' | 'kind' | 'generation' | 'messageId'
>;

export interface MailRepository {
  /** Makes the row, or finds the one with the same Message-ID or id; counts the attempt about to be made. */
  begin(mail: NewMail): Promise<MailRecord>;
  find(id: MailId): Promise<MailRecord | null>;
  /** 1 + the highest generation of this kind to this recipient. */
  nextGeneration(recipientId: RecipientId, kind: MailKind): Promise<number>;
  /** What the mail server said. `nextAttemptAt` only for `deferred`. A mail once `sent` stays sent. */
  settle(id: MailId, receipt: DeliveryReceipt, nextAttemptAt: Date | null): Promise<void>;
}
