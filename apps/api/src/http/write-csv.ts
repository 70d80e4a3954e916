/** Excel takes a file without it for one in the reader's own code page. */
export const CSV_BEGIN = '\ufeff';

/**
 * A CSV that Excel and LibreOffice open as text: UTF-8 with a byte order mark, every cell quoted, and a leading apostrophe
 * where a spreadsheet would take the cell for a formula (OWASP ASVS 5.0 § 1.2.10).
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `${CSV_BEGIN}${rows.map(writeCsvRow).join('')}`;
}

/** One line of it, with its line break (RFC 4180), for files written as they are read. */
export function writeCsvRow(cells: readonly string[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`;
}

/** ASCII and full-width forms of what starts a formula, also behind white space. */
const formulaStart = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\0]/u;

function writeCell(cell: string): string {
  const text = formulaStart.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
