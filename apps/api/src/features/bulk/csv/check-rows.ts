import { domainToASCII } from 'node:url';
import { isMailAddress, isPersonName } from '../../../domain/address.js';
import { countCharacters } from '../../../domain/count-characters.js';
import type { FindUndrawable } from '../../../domain/find-undrawable.js';
import { listCharacters } from '../../../domain/list-characters.js';
import { findOption, listOptions } from '../../../domain/template-values.js';
import type { BulkColumn } from './bulk-columns.js';
import { maxCellLength } from './csv-limits.js';
import type { CsvTable } from './parse-csv.js';

export interface RowProblem {
  /** Heading of the column, null when the row as a whole is meant. */
  readonly column: string | null;
  readonly code: string;
  readonly sentence: string;
  /** A warning is shown and does not stop the row. */
  readonly severity: 'error' | 'warning';
}

export interface CheckedRow {
  readonly rowNumber: number;
  readonly valid: boolean;
  /** Heading → value; checkboxes as 'true' or 'false', choices by their value, empty optional cells left out. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly RowProblem[];
}

/** Judges every row; nothing stops at the first fault, so that one upload shows all there is to mend. */
export function checkRows(
  table: CsvTable,
  columns: readonly (BulkColumn | null)[],
  findUndrawable: FindUndrawable,
): readonly CheckedRow[] {
  const seen = new SeenRows();
  return table.records.map(({ rowNumber, cells }) => {
    const { values, problems } = checkCells(cells, columns, findUndrawable);
    problems.push(...raggedness(cells, columns.length));
    if (isValid(problems)) problems.push(...seen.repetitionsOf(rowNumber, values, columns));
    return { rowNumber, valid: isValid(problems), values, problems };
  });
}

function isValid(problems: readonly RowProblem[]): boolean {
  return problems.every(({ severity }) => severity === 'warning');
}

function checkCells(
  cells: readonly string[],
  columns: readonly (BulkColumn | null)[],
  findUndrawable: FindUndrawable,
) {
  const values: Record<string, string> = {};
  const problems: RowProblem[] = [];
  columns.forEach((column, index) => {
    if (!column) return;
    const cell = (cells[index] ?? '').normalize('NFC').trim();
    const fault = cell === '' ? emptyCell(column) : filledCell(column, cell, findUndrawable);
    if (fault) problems.push({ column: column.name, severity: 'error', ...fault });
    if (cell !== '') values[column.name] = canonicalCell(column, cell);
  });
  return { values, problems };
}

type Fault = { code: string; sentence: string } | null;

function emptyCell(column: BulkColumn): Fault {
  return column.required ? { code: 'cell-empty', sentence: `“${column.name}” is empty.` } : null;
}

function filledCell(column: BulkColumn, cell: string, findUndrawable: FindUndrawable): Fault {
  if (cell.length > maxCellLength) {
    return {
      code: 'cell-too-long',
      sentence: `“${column.name}” has ${cell.length} characters; ${maxCellLength} is the limit.`,
    };
  }
  if (column.fills === 'role-email') return isMailAddress(cell) ? null : badMail(cell);
  if (column.fills === 'field') {
    const misfit = misfitOf(column, cell);
    if (misfit !== undefined) return misfit;
  }
  const isName = column.fills !== 'field' || column.fieldType === 'name';
  if (isName && !isPersonName(cell)) {
    return { code: 'name-invalid', sentence: `“${column.name}” must be a name on one line.` };
  }
  return column.fills !== 'field' && !column.acts ? null : undrawable(column, cell, findUndrawable);
}

type FieldColumn = Extract<BulkColumn, { fills: 'field' }>;

/** Null: the cell fits; undefined: it is text, of which more has to be asked. */
function misfitOf(column: FieldColumn, cell: string): Fault | undefined {
  const { name, fieldType, options, maxLength } = column;
  if (options !== null) {
    if (findOption(options, cell) !== undefined) return null;
    return { code: 'choice-invalid', sentence: `“${name}” takes ${listOptions(options)}` };
  }
  if (fieldType === 'checkbox') return ticked(cell) === null ? badTick(column) : null;
  const length = maxLength === null ? 0 : countCharacters(cell);
  if (maxLength === null || length <= maxLength) return undefined;
  const sentence = `“${name}” has ${length} characters; the field takes at most ${maxLength}.`;
  return { code: 'cell-too-long', sentence };
}

function undrawable(column: BulkColumn, cell: string, findUndrawable: FindUndrawable): Fault {
  const characters = [...new Set(findUndrawable(cell, 'text'))];
  if (characters.length === 0) return null;
  return {
    code: 'text-undrawable',
    sentence: `“${column.name}” has characters that cannot be put on the page: ${listCharacters(characters)}`,
  };
}

function badMail(cell: string): Fault {
  const shown = cell.replace(/\s+/g, ' ').slice(0, 60);
  return { code: 'email-invalid', sentence: `“${shown}” is not an e-mail address like name@example.com.` };
}

function badTick(column: BulkColumn): Fault {
  return { code: 'checkbox-invalid', sentence: `“${column.name}” takes yes or no.` };
}

function canonicalCell(column: BulkColumn, cell: string): string {
  if (column.fills !== 'field') return cell;
  if (column.options !== null) return findOption(column.options, cell)?.value ?? cell;
  if (column.fieldType !== 'checkbox') return cell;
  const answer = ticked(cell);
  return answer === null ? cell : String(answer);
}

function ticked(cell: string): boolean | null {
  const word = cell.toLowerCase();
  if (['true', 'yes', 'y', 'x', '1', 'on'].includes(word)) return true;
  if (['false', 'no', 'n', '0', 'off', '-'].includes(word)) return false;
  return null;
}

function raggedness(cells: readonly string[], width: number): RowProblem[] {
  const beyond = cells.slice(width).filter((cell) => cell.trim() !== '');
  if (beyond.length > 0) {
    const sentence = `The row has ${cells.length} cells but there are ${width} columns. Put text with a delimiter in quotation marks.`;
    return [{ column: null, code: 'row-too-long', sentence, severity: 'error' }];
  }
  if (cells.length < width) {
    const sentence = `The row has ${cells.length} cells but there are ${width} columns.`;
    return [{ column: null, code: 'row-too-short', sentence, severity: 'error' }];
  }
  return [];
}

/** Rows seen so far, by all they say and by whom they ask to act. */
class SeenRows {
  private readonly wholes = new Map<string, number>();
  private readonly mails = new Map<string, number>();

  /** A row that says exactly what an earlier one said is a mistake; the same person with other values may be meant. */
  repetitionsOf(
    rowNumber: number,
    values: CheckedRow['values'],
    columns: readonly (BulkColumn | null)[],
  ): RowProblem[] {
    const named = columns.filter((column) => column !== null);
    const said = named.map((column) => comparableValue(column, values[column.name] ?? ''));
    const sameRow = firstSeen(this.wholes, JSON.stringify(said), rowNumber);
    if (sameRow !== null) {
      return [
        { column: null, code: 'row-repeated', sentence: `The same as row ${sameRow}.`, severity: 'error' },
      ];
    }
    const acting = named.filter((column) => column.fills === 'role-email' && column.acts);
    return acting.flatMap((column) => {
      const mail = comparableValue(column, values[column.name] ?? '');
      const earlier = firstSeen(this.mails, `${column.name}\n${mail}`, rowNumber);
      if (earlier === null) return [];
      const sentence = `Row ${earlier} goes to the same address.`;
      return [{ column: column.name, code: 'email-repeated', sentence, severity: 'warning' as const }];
    });
  }
}

function firstSeen(seen: Map<string, number>, key: string, rowNumber: number): number | null {
  const earlier = seen.get(key);
  if (earlier === undefined) seen.set(key, rowNumber);
  return earlier ?? null;
}

function comparableValue(column: BulkColumn, value: string): string {
  if (column.fills !== 'role-email') return value;
  const [local = '', host = ''] = value.toLowerCase().split('@');
  return `${local}@${domainToASCII(host) || host}`;
}
