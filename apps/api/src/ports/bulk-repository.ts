import type { SentEnvelope } from '../domain/envelope.js';
import type { BulkId, BulkRowId, EnvelopeId, TemplateId } from '../domain/ids.js';

export type BulkState = 'checked' | 'running' | 'finished' | 'cancelled';
export const bulkRowStates = [
  'invalid',
  'waiting',
  'creating',
  'sent',
  'delivered',
  'failed',
  'completed',
  'cancelled',
] as const;
/**
 * sent: the envelope exists and its mails are on their way. delivered: every mail of its first group was accepted.
 * failed: no envelope could be made, or a mail was refused for good.
 */
export type BulkRowState = (typeof bulkRowStates)[number];

export interface Bulk {
  readonly id: BulkId;
  readonly templateId: TemplateId;
  readonly templateName: string;
  readonly fileName: string;
  readonly fileSha256Hex: string;
  readonly columns: readonly string[];
  readonly state: BulkState;
  readonly createdBy: string;
  readonly senderName: string;
  readonly senderEmail: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** IANA name of the sender's zone when the list was started; null where it is not known. */
  readonly timeZone: string | null;
}

export interface BulkRowProblem {
  readonly column: string | null;
  readonly code: string;
  readonly sentence: string;
  readonly severity: 'error' | 'warning';
}

export interface BulkRow {
  readonly id: BulkRowId;
  readonly rowNumber: number;
  /** Seen through the row's envelope and its mails: nothing has to be kept in step. */
  readonly state: BulkRowState;
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly BulkRowProblem[];
  readonly envelopeId: EnvelopeId | null;
}

export type NewBulkRow = Pick<BulkRow, 'id' | 'rowNumber' | 'values' | 'problems'> & {
  readonly valid: boolean;
};
export type BulkCounts = Readonly<Record<BulkRowState, number>>;

export interface BulkRepository {
  create(bulk: Bulk, rows: readonly NewBulkRow[]): Promise<void>;
  find(id: BulkId): Promise<Bulk | null>;
  /** As `find`, and keeps the row locked until the unit of work ends. */
  lock(id: BulkId): Promise<Bulk | null>;
  /** Lists for one template are taken in one after the other, until the unit of work ends. */
  lockUploads(templateId: TemplateId): Promise<void>;
  /** The bulk send that this very file already is. */
  findByFile(templateId: TemplateId, fileSha256Hex: string): Promise<Bulk | null>;
  /** Newest first. */
  list(limit: number, before: BulkId | null): Promise<readonly Bulk[]>;
  counts(id: BulkId): Promise<BulkCounts>;
  rows(
    id: BulkId,
    page: { state: BulkRowState | null; afterRow: number; limit: number },
  ): Promise<readonly BulkRow[]>;
  /** A checked list begins to run; every envelope of it takes over the zone. */
  start(id: BulkId, timeZone: string | null): Promise<void>;
  /** Times are the unit of work's. */
  setState(id: BulkId, state: BulkState): Promise<void>;

  /** Waiting rows no other worker is busy with, locked until the unit of work ends. */
  claimWaiting(id: BulkId, limit: number): Promise<readonly BulkRow[]>;
  /** Writes whole envelopes and ties each to its row. `envelope.bulk_row_id` is unique: a row cannot get a second one. */
  insertSent(envelopes: readonly SentEnvelope[]): Promise<void>;
  failRow(id: BulkRowId, problem: BulkRowProblem): Promise<void>;
  /** Rows waiting → cancelled. @returns how many. */
  cancelWaiting(id: BulkId): Promise<number>;
  /** Rows that failed without an envelope → waiting. @returns how many. */
  releaseFailed(id: BulkId): Promise<number>;
}
