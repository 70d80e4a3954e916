import type { EnvelopeId, LegalHoldId, UserId } from '../domain/ids.js';

/** While one stands on an envelope, nothing of it may be erased. Several may stand, one for each matter. */
export interface LegalHold {
  readonly id: LegalHoldId;
  readonly envelopeId: EnvelopeId;
  readonly envelopeTitle: string;
  readonly reason: string;
  readonly placedBy: { readonly id: UserId; readonly name: string };
  readonly placedAt: Date;
  /** Null while it stands. */
  readonly lifted: { readonly by: string; readonly at: Date; readonly reason: string } | null;
}

/** Asked by whoever is about to erase something, inside the unit of work that erases. */
export interface LegalHolds {
  /**
   * The standing holds of an envelope, oldest first. Whoever erases locks the envelope first (`tx.envelopes.lock`): placing a
   * hold takes the same row, so what is not held then cannot become held before the commit.
   */
  ofEnvelope(envelopeId: EnvelopeId): Promise<LegalHold[]>;
  /**
   * The standing holds of every envelope somebody takes part in, as recipient or sender, or was recorded beside an event of.
   * @param emails in any case.
   */
  ofSubjectEmails(emails: readonly string[]): Promise<LegalHold[]>;
}

/** What the auditor's room does with holds beyond asking. */
export interface LegalHoldRepository extends LegalHolds {
  /** The newest first, standing ones before lifted ones; at most 500. */
  list(): Promise<LegalHold[]>;
  find(id: LegalHoldId): Promise<LegalHold | null>;
  insert(hold: Pick<LegalHold, 'id' | 'envelopeId' | 'reason' | 'placedBy'>): Promise<void>;
  /** False when it was lifted before. */
  lift(id: LegalHoldId, by: { readonly id: UserId; readonly name: string }, reason: string): Promise<boolean>;
}
