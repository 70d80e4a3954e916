import { addressOf } from './address';
import type { Call } from './call';
import { ownTimeZone } from './envelopes';
import type { Page } from './page';

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
  call('GET /templates/{id}/bulk-columns', { path: { id: templateId } });

/** Checks every row and sends nothing. The same file again answers the run it already made. */
export function checkBulk(call: Call, templateId: string, file: File): Promise<Bulk> {
  const form = new FormData();
  form.set('file', file);
  return call('POST /templates/{id}/bulk-sends', { path: { id: templateId }, body: form });
}

export const listBulks = (call: Call, cursor?: string | null): Promise<Page<Bulk>> =>
  call('GET /bulk-sends', { query: { cursor, limit: 50 } });

export const getBulk = (call: Call, id: string): Promise<Bulk> =>
  call('GET /bulk-sends/{id}', { path: { id } });

export const listBulkRows = (
  call: Call,
  id: string,
  state: BulkRowState | null,
  cursor: string | null,
): Promise<Page<BulkRow>> =>
  call('GET /bulk-sends/{id}/rows', { path: { id }, query: { state, cursor, limit: 100 } });

export const startBulk = (call: Call, id: string): Promise<Bulk> =>
  call('POST /bulk-sends/{id}/start', { path: { id }, body: ownTimeZone() });

export const cancelBulk = (call: Call, id: string): Promise<Bulk> =>
  call('POST /bulk-sends/{id}/cancel', { path: { id } });

export const retryFailedRows = (call: Call, id: string): Promise<Bulk> =>
  call('POST /bulk-sends/{id}/retry-failed', { path: { id } });

export const bulkResultUrl = (id: string): string =>
  addressOf('GET /bulk-sends/{id}/result.csv', { path: { id } });

/** Says when something changed in a run. */
export const bulkLiveUrl = (id: string): string => addressOf('GET /bulk-sends/{id}/live', { path: { id } });
