import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../../domain/app-error.js';
import { maxColumns, maxRows } from './csv-limits.js';

export interface CsvTable {
  readonly header: readonly string[];
  /** `rowNumber` is what a spreadsheet shows beside the row: 1 for the headings, blank rows counted. */
  readonly records: readonly { readonly rowNumber: number; readonly cells: readonly string[] }[];
}

/**
 * RFC 4180 with what spreadsheets really write: `,` `;` or tab, any line ending, quoted line breaks, Excel's `sep=` line,
 * blank lines. Ragged records are kept as they are; the row check names them.
 *
 * @throws AppError csv-unreadable, csv-empty, csv-too-many-rows, csv-columns-wrong
 */
export function parseCsv(text: string): CsvTable {
  const { body, delimiter } = withDelimiter(text);
  const [header, ...records] = recordsOf(body, delimiter);
  if (!header) throw new AppError('csv-empty', 'The file is empty. Put the column names in the first line.');
  if (header.cells.length > maxColumns) {
    throw new AppError(
      'csv-columns-wrong',
      `The file has ${header.cells.length} columns; ${maxColumns} is the limit.`,
    );
  }
  if (records.length === 0)
    throw new AppError('csv-empty', 'The file has column names but no rows below them.');
  if (records.length > maxRows) {
    throw new AppError(
      'csv-too-many-rows',
      `The file has ${records.length} rows; ${maxRows} is the limit. Split it.`,
    );
  }
  return { header: header.cells.map((cell) => cell.trim()), records };
}

function recordsOf(body: string, delimiter: string): CsvTable['records'] {
  return parsed(body, delimiter).flatMap((cells, index) => {
    const blank = cells.every((cell) => cell.trim() === '');
    return blank ? [] : [{ rowNumber: index + 1, cells }];
  });
}

function parsed(body: string, delimiter: string): readonly string[][] {
  try {
    return parse(body, {
      delimiter,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: 1024 * 1024,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    throw new AppError(
      'csv-unreadable',
      `The file breaks off or has a stray quotation mark${line}. Save it again as CSV.`,
      {
        cause: error,
      },
    );
  }
}

/** Excel may say the delimiter in a first line of its own (`sep=;`); else the one that splits the header most often wins. */
function withDelimiter(text: string): { body: string; delimiter: string } {
  const said = /^sep=([,;\t])\r?\n/i.exec(text);
  if (said?.[1]) return { body: text.slice(said[0].length), delimiter: said[1] };
  return { body: text, delimiter: likeliestDelimiter(text) };
}

function likeliestDelimiter(text: string): string {
  const firstLine = firstLineOutsideQuotes(text);
  const counts = [',', ';', '\t'].map((delimiter) => ({
    delimiter,
    count: firstLine.split(delimiter).length,
  }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

/** The header with everything quoted left out: a comma inside a quoted name splits nothing. */
function firstLineOutsideQuotes(text: string): string {
  let quoted = false;
  let line = '';
  for (const character of text.slice(0, 64 * 1024)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) {
      if (line.trim() !== '') break;
    } else if (!quoted) line += character;
  }
  return line;
}
