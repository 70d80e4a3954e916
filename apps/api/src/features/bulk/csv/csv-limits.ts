export const maxCsvBytes = 10 * 1024 * 1024;
export const maxRows = 10_000;
export const maxColumns = 200;
/** Characters of one cell. */
export const maxCellLength = 2_000;
