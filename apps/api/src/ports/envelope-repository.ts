import type { Envelope, EnvelopeStatus } from '../domain/envelope.js';
import type { EnvelopeId, RecipientId } from '../domain/ids.js';
import type { RecipientRole, RecipientStatus } from '../domain/recipient.js';
import type { SigningAct } from '../domain/sign.js';

/** How the mails to one recipient fare: the state of the latest one. */
export interface DeliveryStatus {
  readonly state: 'none' | 'queued' | 'sent' | 'deferred' | 'failed';
  readonly detail: string | null;
  readonly at: Date | null;
}

/** Why somebody should look: a mail that cannot be delivered, a seal that waits or failed. */
export interface Attention {
  readonly code: string;
  readonly sentence: string;
  readonly since: Date;
  readonly nextAttemptAt: Date | null;
}

export interface EnvelopeListItem {
  readonly id: EnvelopeId;
  readonly title: string;
  readonly status: EnvelopeStatus;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly sentAt: Date | null;
  readonly completedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly sender: { readonly id: string; readonly name: string };
  readonly recipients: readonly {
    readonly id: RecipientId;
    readonly name: string;
    readonly email: string;
    readonly role: RecipientRole;
    readonly status: RecipientStatus;
    readonly routingOrder: number;
  }[];
  readonly attention: Attention | null;
}

export interface EnvelopeFilter {
  readonly status?: EnvelopeStatus | 'attention';
  /** Words looked for in the title and in the recipients' names and addresses. */
  readonly q?: string;
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: { readonly createdAt: Date; readonly id: string };
}

export type EnvelopeCounts = Readonly<Record<EnvelopeStatus | 'attention', number>>;

/** Envelopes with their documents, recipients, fields and values. */
export interface EnvelopeRepository {
  /** The whole envelope as it is; null when the organisation has none with this id. */
  find(id: EnvelopeId): Promise<Envelope | null>;

  /**
   * The whole envelope, its row locked until the unit of work ends. Every transition MUST start here: of two last
   * signers at the same instant the second waits, and then reads what the first wrote.
   */
  lock(id: EnvelopeId): Promise<Envelope | null>;

  /** Writes a new draft with its recipients and fields, and takes its documents (which must exist and be unused). */
  insert(draft: Envelope): Promise<void>;

  /**
   * Writes what differs between the locked state and the next one. Lists of a draft are replaced as a whole; of an
   * envelope that is out, only recipients' progress and field values change (the database refuses the rest).
   *
   * @throws AppError `version-conflict` when the row is not at `previous.version`.
   */
  save(previous: Envelope, next: Envelope): Promise<void>;

  /** Removes a draft and its recipients and fields; its documents become unused. */
  deleteDraft(id: EnvelopeId): Promise<void>;

  /** Stores the act of signing, before the state is saved; the primary key allows one per recipient. */
  insertSignature(
    envelopeId: EnvelopeId,
    act: SigningAct,
    from: { readonly ip?: string; readonly userAgent?: string },
  ): Promise<void>;

  /** Keeps from where the recipient acted last, for the audit certificate. */
  noteWhereabouts(
    recipientId: RecipientId,
    from: { readonly ip?: string; readonly userAgent?: string },
  ): Promise<void>;

  list(filter: EnvelopeFilter): Promise<EnvelopeListItem[]>;
  counts(): Promise<EnvelopeCounts>;
  /** One envelope in the shape of the list; null when there is none. */
  listItem(id: EnvelopeId): Promise<EnvelopeListItem | null>;
  /** The version alone: cheap enough to ask every second for each open page. */
  versionOf(id: EnvelopeId): Promise<string | null>;
  /** By recipient; recipients without a mail are missing. */
  deliveries(id: EnvelopeId): Promise<ReadonlyMap<string, DeliveryStatus>>;
  /** When the last mail to the recipient was written. */
  lastMailAt(recipientId: RecipientId): Promise<Date | null>;
  /** The envelope of a recipient. */
  envelopeIdOf(recipientId: RecipientId): Promise<EnvelopeId | null>;
}
