import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '../corpus.js';
import type { TrialFile } from './run-trial.js';

/**
 * A file, or the PDFs of a folder in the order of their names. Where it has an `index.csv` with the columns `file` and `expected`, its
 * files with the verdicts they have to get.
 */
export function listFiles(path: string): TrialFile[] {
  return statSync(path).isDirectory() ? filesIn(path) : [{ path, expected: null }];
}

function filesIn(folder: string): TrialFile[] {
  const index = join(folder, 'index.csv');
  if (!existsSync(index)) {
    const names = readdirSync(folder).filter((name) => name.toLowerCase().endsWith('.pdf'));
    return names.sort().map((name) => ({ path: join(folder, name), expected: null }));
  }
  return readCsv(readFileSync(index, 'utf8')).map(({ file = '', expected = '' }) => ({
    path: join(folder, file),
    expected: expected === '' ? null : expected,
  }));
}
