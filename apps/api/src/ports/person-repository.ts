import type { EnvelopeStatus } from '../domain/envelope.js';
import type { EnvelopeId, RecipientId } from '../domain/ids.js';

/** A person in one envelope. */
export interface PersonInEnvelope {
  readonly envelopeId: EnvelopeId;
  readonly title: string;
  readonly status: EnvelopeStatus;
  readonly recipientIds: readonly RecipientId[];
  readonly names: readonly string[];
  /** True when the person sent it. */
  readonly isSender: boolean;
  /** True when title, message or a file's name hold the person's name or address. */
  readonly textsMention: boolean;
  /** Events of the envelope that name the address beside somebody else's act. */
  readonly mentioningEventIds: readonly string[];
  readonly senderId: string;
  readonly fieldValueCount: number;
  readonly mailCount: number;
  readonly personalValueCount: number;
  readonly fileCount: number;
  readonly isErased: boolean;
}

export interface PersonOutsideEnvelopes {
  /** `user:…` and others in the organisation's own record, and people of drafts that were deleted. */
  readonly subjects: readonly string[];
  readonly bulkRowIds: readonly string[];
  /** Rows of bulk sends that are not finished: they stay. */
  readonly openBulkRowCount: number;
  readonly templateFieldIds: readonly string[];
  /** Texts of templates and lists that hold the name or address, as `template-message:<id>` and the like. */
  readonly sharedTexts: readonly string[];
  readonly invitationCount: number;
  readonly account: {
    readonly userId: string;
    readonly isMember: boolean;
    readonly sessionCount: number;
  } | null;
}

export interface PersonTraces {
  readonly envelopes: readonly PersonInEnvelope[];
  readonly outside: PersonOutsideEnvelopes;
}

export interface StoredPersonErasure {
  readonly id: string;
  /** Null once it is done. */
  readonly email: string | null;
  readonly ground: string;
  readonly textsOf: readonly EnvelopeId[];
  readonly state: 'running' | 'done';
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly doneAt: Date | null;
  /** While it runs: what can only be recognised while the name is still known, by subject. */
  readonly planned: readonly string[];
  readonly result: unknown;
}

/** Finds a person by address, in any case, over the whole organisation. */
export interface PersonRepository {
  find(email: string): Promise<PersonTraces>;
  /** Every row about the person, table by table, as JSON. */
  everything(email: string, traces: PersonTraces): Promise<Record<string, unknown>>;
  /** False when a request for this address is running. */
  begin(
    erasure: Pick<StoredPersonErasure, 'id' | 'email' | 'ground' | 'textsOf' | 'requestedBy' | 'planned'>,
  ): Promise<boolean>;
  erasure(id: string): Promise<StoredPersonErasure | null>;
  /** The newest first, at most 100. */
  erasures(): Promise<StoredPersonErasure[]>;
  /** Invitations and, where nobody else knows them, the account itself. */
  removeAccount(email: string): Promise<void>;
  /** Forgets the address and keeps the counts. */
  finish(id: string, result: object): Promise<void>;
}
