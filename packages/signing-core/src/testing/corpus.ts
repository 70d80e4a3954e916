import { existsSync, readFileSync } from 'node:fs';

/** 120 real and hostile files beside the repository; not part of it. */
const folder = new URL('../../../../../shared/corpus/', import.meta.url);

/** Says loudly when the corpus is not there. */
export function hasCorpus(): boolean {
  const present = existsSync(new URL('index.csv', folder));
  if (!present) console.warn('SKIPPED: no ../shared/corpus beside the repository, its files are not tried');
  return present;
}

export interface CorpusFile {
  readonly file: string;
  /** `accept`, `accept-after-warning` or `reject`. */
  readonly expected: string;
  readonly signed: string;
}

/** Rows of index.csv; empty when the corpus is not there. */
export function corpusFiles(): CorpusFile[] {
  if (!existsSync(new URL('index.csv', folder))) return [];
  const rows = readCsv(readFileSync(new URL('index.csv', folder), 'utf8'));
  return rows.map(({ file = '', expected = '', signed = '' }) => ({ file, expected, signed }));
}

export function readCorpusFile(file: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(file, folder)));
}

/** Rows of a CSV with quoted values, by the names of its first line. */
export function readCsv(text: string): Record<string, string>[] {
  const [head = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) =>
        (match[1] ?? match[2] ?? '').replaceAll('""', '"'),
      ),
    );
  return rows.map((row) => Object.fromEntries(head.map((column, index) => [column, row[index] ?? ''])));
}
