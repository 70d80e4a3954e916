import { CSV_BEGIN, writeCsvRow } from '../../../http/write-csv.js';
import { toObject } from './export-columns.js';

export type ExportFormat = 'csv' | 'json';

interface Column<Row> {
  readonly name: string;
  readonly of: (row: Row) => string;
}

/** The file piece by piece, so that its size is nobody's memory. */
export async function* writeExport<Row>(
  format: ExportFormat,
  columns: readonly Column<Row>[],
  pages: AsyncIterable<readonly Row[]>,
  about: Readonly<Record<string, unknown>>,
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield `${CSV_BEGIN}${writeCsvRow(columns.map(({ name }) => name))}`;
    for await (const rows of pages) {
      yield rows.map((row) => writeCsvRow(columns.map(({ of }) => of(row)))).join('');
    }
    return;
  }
  yield `${JSON.stringify({ format: 'sealwright-evidence-list', version: 1, ...about }).slice(0, -1)},"items":[`;
  let begun = false;
  for await (const rows of pages) {
    const items = rows.map((row) => JSON.stringify(toObject(columns, row)));
    if (items.length === 0) continue;
    yield `${begun ? ',' : ''}\n${items.join(',\n')}`;
    begun = true;
  }
  yield '\n]}\n';
}
