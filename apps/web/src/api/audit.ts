import { addressOf } from './address';
import type { Call } from './call';
import type { EnvelopeStatus, RecipientRole } from './envelopes';
import type { Page } from './page';
import { type TakenFile, takeFile } from './take-file';

export const auditMoments = ['created', 'sent', 'ended'] as const;
export type AuditMoment = (typeof auditMoments)[number];

/** Times are RFC 3339; `to` is exclusive. */
export interface AuditQuery {
  readonly words?: string;
  readonly person?: string;
  readonly documentSha256?: string;
  readonly moment: AuditMoment;
  readonly from?: string;
  readonly to?: string;
  readonly states?: readonly EnvelopeStatus[];
  readonly held?: boolean;
}

export interface AuditedEnvelope {
  readonly id: string;
  readonly title: string;
  readonly status: EnvelopeStatus;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly endedAt: string | null;
  readonly sender: { readonly name: string; readonly email: string };
  readonly recipients: readonly {
    readonly name: string;
    readonly email: string;
    readonly role: RecipientRole;
    readonly status: string;
  }[];
  readonly documents: readonly {
    readonly id: string;
    readonly name: string;
    readonly originalSha256: string;
    readonly frozenSha256: string;
    readonly sealedSha256: string | null;
  }[];
  readonly certificateSha256: string | null;
  /** Files are gone since then. */
  readonly documentsErasedAt: string | null;
  readonly eventCount: number;
  readonly holdCount: number;
}

export interface AuditSearchAnswer extends Page<AuditedEnvelope> {
  readonly total: number;
  readonly isTotalExact: boolean;
}

export interface AuditedEvent {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly sentence: string;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly ip: string | null;
  readonly device: string | null;
  readonly userAgent: string | null;
  readonly chainHash: string;
  readonly erasedCount: number;
  readonly logIndex: number | null;
  readonly intact: boolean;
  readonly inCheckpoint: boolean;
}

export interface LegalHold {
  readonly id: string;
  readonly envelopeId: string;
  readonly envelopeTitle: string;
  readonly reason: string;
  readonly placedBy: string;
  readonly placedAt: string;
  readonly lifted: { readonly by: string; readonly at: string; readonly reason: string } | null;
}

export interface AuditedStory {
  readonly envelope: AuditedEnvelope;
  readonly events: readonly AuditedEvent[];
  readonly holds: readonly LegalHold[];
  readonly signedLogSize: number;
}

export interface SampleFacts {
  readonly id: string;
  readonly drawnAt: string;
  readonly algorithm: string;
  readonly seed: string;
  readonly seedBy: 'server' | 'auditor';
  readonly from: string;
  readonly to: string;
  readonly populationCount: number;
  readonly populationSha256: string;
  readonly count: number;
}

export interface Sample extends SampleFacts {
  readonly items: readonly (AuditedEnvelope & { readonly rank: string })[];
}

export interface Comparison {
  readonly olderSize: number;
  readonly newerSize: number;
  readonly isConsistent: boolean;
  readonly sentence: string;
  readonly proof: string | null;
}

export type EvidenceKind = 'sealed' | 'certificate' | 'audit.json' | 'evidence-package';

/** Every call here but placing and lifting is a read that the server writes down. */
const read = { isRead: true } as const;

export const searchEvidence = (
  call: Call,
  query: AuditQuery,
  cursor: string | null,
): Promise<AuditSearchAnswer> =>
  call('POST /audit/searches', { ...read, body: { ...query, limit: 25, ...(cursor && { cursor }) } });

export const readStory = (call: Call, id: string): Promise<AuditedStory> =>
  call('POST /audit/envelopes/{id}/views', { ...read, path: { id } });

export const listHolds = (call: Call): Promise<Page<LegalHold>> => call('POST /audit/holds/views', read);

export const placeHold = (call: Call, envelopeId: string, reason: string): Promise<LegalHold> =>
  call('POST /audit/envelopes/{id}/holds', { path: { id: envelopeId }, body: { reason } });

export const liftHold = (call: Call, id: string, reason: string): Promise<void> =>
  call('POST /audit/holds/{id}/lift', { path: { id }, body: { reason } });

export const drawSample = (
  call: Call,
  wanted: { from: string; to: string; count: number; seed?: string },
): Promise<Sample> => call('POST /audit/samples', { ...read, body: wanted });

export const listSamples = (call: Call): Promise<Page<SampleFacts>> =>
  call('POST /audit/samples/views', read);

export const compareCheckpoints = (call: Call, checkpoints: readonly [string, string]): Promise<Comparison> =>
  call('POST /audit/comparisons', { ...read, body: { checkpoints } });

export const takeEvidence = (id: string, kind: EvidenceKind, documentId?: string): Promise<TakenFile> =>
  takeFile('POST /audit/envelopes/{id}/downloads', {
    path: { id },
    body: { kind, ...(documentId && { documentId }) },
  });

export const exportEvidence = (order: {
  query: AuditQuery;
  what: 'envelopes' | 'events';
  format: 'csv' | 'json';
}): Promise<TakenFile> => takeFile('POST /audit/exports', { body: order });

/** Where the verifier can be taken from as one file. */
export const verifierAddress = addressOf('GET /audit/verifier.html');
