import { createHash } from 'node:crypto';
import type { FindUndrawable } from '../../../domain/find-undrawable.js';
import { type BulkTemplate, bulkColumns, matchColumns } from './bulk-columns.js';
import { type CheckedRow, checkRows } from './check-rows.js';
import { decodeCsv } from './decode-csv.js';
import { parseCsv } from './parse-csv.js';

export interface CheckedCsv {
  /** SHA-256 of the file as uploaded: the same file for the same template is the same bulk send. */
  readonly fileSha256Hex: string;
  /** The headings of this file, spelt as the template spells them. */
  readonly columns: readonly string[];
  readonly rows: readonly CheckedRow[];
}

/**
 * Reads and judges a whole list; nothing is sent.
 * @throws AppError csv-… when the file as a whole cannot be used; faults of single rows stand in the rows.
 */
export function checkCsv(
  bytes: Uint8Array,
  template: BulkTemplate,
  findUndrawable: FindUndrawable,
): CheckedCsv {
  const table = parseCsv(decodeCsv(bytes));
  const matched = matchColumns(table.header, bulkColumns(template));
  return {
    fileSha256Hex: createHash('sha256').update(bytes).digest('hex'),
    columns: matched.flatMap((column) => (column ? [column.name] : [])),
    rows: checkRows(table, matched, findUndrawable),
  };
}
