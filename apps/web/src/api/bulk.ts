import type { Call } from './call';
import { ownTimeZone } from './envelopes';
import { type Page, queryOf } from './page';

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
export type BulkRowState = (typeof bulkRowStates)[number];

export interface BulkCounts {
  readonly total: number;
  readonly invalid: number;
  readonly waiting: number;
  readonly created: number;
  readonly sent: number;
  readonly failed: number;
  readonly completed: number;
  readonly cancelled: number;
}

export interface Bulk {
  readonly id: string;
  readonly templateId: string;
  readonly templateName: string;
  readonly fileName: string;
  readonly state: BulkState;
  readonly counts: BulkCounts;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly columns: readonly string[];
  /** Id of the earlier run of the same file, when there was one. */
  readonly duplicateOf: string | null;
}

/** A warning does not stop the row. `column` is null when the row as a whole is meant. */
export interface BulkRowProblem {
  readonly column: string | null;
  readonly code: string;
  readonly sentence: string;
  readonly severity: 'error' | 'warning';
}

export interface BulkRow {
  readonly rowNumber: number;
  readonly state: BulkRowState;
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly BulkRowProblem[];
  readonly envelopeId: string | null;
}

export interface BulkColumns {
  readonly columns: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly fills: 'role-name' | 'role-email' | 'field';
  }[];
  readonly sampleCsv: string;
}

export const getBulkColumns = (call: Call, templateId: string): Promise<BulkColumns> =>
  call(`/templates/${templateId}/bulk-columns`);

/** Checks every row and sends nothing. The same file again answers the run it already made. */
export function checkBulk(call: Call, templateId: string, file: File): Promise<Bulk> {
  const form = new FormData();
  form.set('file', file);
  return call(`/templates/${templateId}/bulk-sends`, { method: 'POST', body: form });
}

export const listBulks = (call: Call, cursor?: string | null): Promise<Page<Bulk>> =>
  call(`/bulk-sends${queryOf({ cursor, limit: 50 })}`);

export const getBulk = (call: Call, id: string): Promise<Bulk> => call(`/bulk-sends/${id}`);

export const listBulkRows = (
  call: Call,
  id: string,
  state: string | null,
  cursor: string | null,
): Promise<Page<BulkRow>> => call(`/bulk-sends/${id}/rows${queryOf({ state, cursor, limit: 100 })}`);

export const startBulk = (call: Call, id: string): Promise<Bulk> =>
  call(`/bulk-sends/${id}/start`, { method: 'POST', body: ownTimeZone() });

export const cancelBulk = (call: Call, id: string): Promise<Bulk> =>
  call(`/bulk-sends/${id}/cancel`, { method: 'POST' });

export const retryFailedRows = (call: Call, id: string): Promise<Bulk> =>
  call(`/bulk-sends/${id}/retry-failed`, { method: 'POST' });

export const bulkResultUrl = (id: string): string => `/api/v1/bulk-sends/${id}/result.csv`;
