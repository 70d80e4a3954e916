import { addressOf } from './address';
import type { Call } from './call';
import type { EnvelopeDocument } from './documents';
import type { FieldBox, FieldTraits, FieldType } from './field-traits';

export type { FieldBox, FieldType } from './field-traits';

import type { Page } from './page';
import type { SealLevel } from './sealing-settings';

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
export type RecipientRole = 'signer' | 'approver' | 'copy';
export type RecipientStatus = 'waiting' | 'invited' | 'opened' | 'consented' | 'completed' | 'declined';
export interface RecipientSummary {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: RecipientRole;
  readonly status: RecipientStatus;
  readonly routingOrder: number;
}

/** Why an envelope waits, in words, with what happens next. Times are RFC 3339. */
export interface Attention {
  readonly code: string;
  readonly sentence: string;
  readonly since: string;
  readonly nextAttemptAt: string | null;
}

export interface EnvelopeSummary {
  readonly id: string;
  readonly title: string;
  readonly status: EnvelopeStatus;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly sentAt: string | null;
  readonly completedAt: string | null;
  readonly expiresAt: string | null;
  readonly sender: { readonly id: string; readonly name: string };
  readonly recipients: readonly RecipientSummary[];
  readonly progress: { readonly done: number; readonly total: number };
  readonly attention: Attention | null;
}

export interface Delivery {
  readonly state: 'none' | 'queued' | 'sent' | 'deferred' | 'failed';
  readonly detail: string | null;
  readonly at: string | null;
}

export interface Recipient extends RecipientSummary {
  readonly key: string;
  readonly delivery: Delivery;
  /** When a member was last shown a link of this person. */
  readonly linkRevealedAt: string | null;
  readonly openedAt: string | null;
  readonly consentedAt: string | null;
  readonly completedAt: string | null;
  readonly declinedAt: string | null;
  readonly declineReason: string | null;
}

export interface EnvelopeField extends FieldBox, FieldTraits {
  readonly id: string;
  readonly recipientId: string;
  readonly documentId: string;
  readonly type: FieldType;
  readonly pageNumber: number;
  readonly required: boolean;
  readonly label: string;
  readonly value: unknown;
}

export interface ReadinessProblem {
  readonly code: string;
  readonly sentence: string;
  readonly pointer: string;
}

export interface Envelope extends Omit<EnvelopeSummary, 'recipients'> {
  readonly message: string;
  readonly expiresInDays?: number;
  readonly documents: readonly EnvelopeDocument[];
  readonly recipients: readonly Recipient[];
  readonly fields: readonly EnvelopeField[];
  readonly readiness: { readonly ready: boolean; readonly problems: readonly ReadinessProblem[] };
  readonly voidReason: string | null;
  readonly certificateAvailable: boolean;
  readonly erasure: {
    readonly documentsErasedAt: string | null;
    readonly personalErasedAt: string | null;
    readonly cause: 'request' | 'retention' | null;
    /** What the retention rule will erase next. */
    readonly planned: readonly {
      readonly scope: 'documents' | 'personal';
      readonly eraseAt: string;
      readonly announcedAt: string | null;
      readonly stoppedBy: string | null;
    }[];
  };
  /** One for each document, once everybody has signed. */
  readonly seals: readonly DocumentSeal[];
}

/** The seal of a document: how far it reaches, and every file it ever was. */
export interface DocumentSeal {
  readonly documentId: string;
  readonly state: 'due' | 'leased' | 'waiting' | 'done' | 'failed';
  readonly level: SealLevel | null;
  readonly target: SealLevel | null;
  /** Why the document is not sealed yet, or its file has not reached its level. */
  readonly waiting: Attention | null;
  readonly renewAt: string | null;
  /** Oldest first; each begins with every byte of the one before. */
  readonly files: readonly SealedFile[];
}

export interface SealedFile {
  readonly sha256: string;
  readonly byteSize: number;
  readonly level: SealLevel;
  readonly reason: 'sealed' | 'upgraded' | 'renewed';
  readonly authority: string | null;
  readonly timestampedAt: string | null;
  readonly at: string;
}

export interface DraftRecipientInput {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: RecipientRole;
  readonly routingOrder: number;
}

export interface DraftFieldInput extends FieldBox, FieldTraits {
  readonly recipientKey: string;
  readonly documentId: string;
  readonly type: FieldType;
  readonly pageNumber: number;
  readonly required: boolean;
  readonly label: string;
  readonly value?: string;
}

export interface DraftInput {
  readonly title?: string;
  readonly message?: string;
  readonly expiresInDays?: number;
  readonly documentIds?: readonly string[];
  /** New names of documents by their id. */
  readonly documentNames?: Readonly<Record<string, string>>;
  readonly recipients?: readonly DraftRecipientInput[];
  readonly fields?: readonly DraftFieldInput[];
}

export type EnvelopeCounts = Record<EnvelopeStatus | 'attention', number>;

export interface EnvelopeQuery {
  readonly status?: EnvelopeStatus | 'attention' | null;
  readonly q?: string | null;
  readonly limit?: number;
  readonly cursor?: string | null;
}

export type FileKind = 'original' | 'sealed' | 'certificate' | 'audit.json' | 'all.zip';

export interface StoryEvent {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly sentence: string;
  readonly actor: { readonly kind: string; readonly name: string | null };
  readonly chainHash: string;
  /** False where the event is not what was recorded. */
  readonly intact: boolean;
}

export const listEnvelopes = (call: Call, query: EnvelopeQuery): Promise<Page<EnvelopeSummary>> =>
  call('GET /envelopes', { query });

export const countEnvelopes = (call: Call): Promise<EnvelopeCounts> => call('GET /envelopes/counts');

export const getEnvelope = (call: Call, id: string): Promise<Envelope> =>
  call('GET /envelopes/{id}', { path: { id } });

export const listEvents = (call: Call, id: string): Promise<Page<StoryEvent>> =>
  call('GET /envelopes/{id}/events', { path: { id } });

export const createEnvelope = (call: Call, input: DraftInput): Promise<Envelope> =>
  call('POST /envelopes', { body: { ...input, ...ownTimeZone() } });

/** A browser that does not know where it is says nothing, or Etc/Unknown: then the certificate shows UTC alone. */
export function ownTimeZone(): { timeZone?: string } {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone && timeZone !== 'Etc/Unknown' ? { timeZone } : {};
}

/** Changes a draft based on `version`; throws `version-conflict` (412) when someone was faster. */
export const saveDraft = (call: Call, id: string, version: number, input: DraftInput): Promise<Envelope> =>
  call('PATCH /envelopes/{id}', { path: { id }, version, body: input });

export const deleteDraft = (call: Call, id: string, version: number): Promise<void> =>
  call('DELETE /envelopes/{id}', { path: { id }, version });

/** The certificate shows the clock of the sender's browser beside UTC. */
export const sendEnvelope = (call: Call, id: string, version: number): Promise<Envelope> =>
  call('POST /envelopes/{id}/send', { path: { id }, version, body: ownTimeZone() });

export const voidEnvelope = (call: Call, id: string, reason: string): Promise<Envelope> =>
  call('POST /envelopes/{id}/void', { path: { id }, body: { reason } });

/** A fresh link; its address is in this answer only. */
export const revealLink = (call: Call, id: string, recipientId: string): Promise<{ readonly url: string }> =>
  call('POST /envelopes/{id}/recipients/{recipientId}/reveal-link', { path: { id, recipientId } });

export const remindRecipient = (call: Call, id: string, recipientId: string): Promise<void> =>
  call('POST /envelopes/{id}/recipients/{recipientId}/remind', { path: { id, recipientId } });

/** Tries what stopped again; throws `nothing-to-seal-again` (409) when nothing has. */
export const sealAgain = (call: Call, id: string): Promise<Envelope> =>
  call('POST /envelopes/{id}/seal-again', { path: { id } });

/** Says when something changed in an envelope. */
export const envelopeLiveUrl = (id: string): string =>
  addressOf('GET /envelopes/{id}/live', { path: { id } });

/** Records the download and answers an address that works for 60 s. */
export const requestFile = (
  call: Call,
  id: string,
  kind: FileKind,
  documentId?: string,
): Promise<{ url: string }> =>
  call('POST /envelopes/{id}/files/{kind}/download', { path: { id, kind }, query: { documentId } });
