import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A vitest reporter that writes down what was thrown outside any test: the JSON report says nothing of it. */
export class UnhandledErrors {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
  }

  onTestRunEnd(_modules, errors) {
    const told = errors.map((error) => ({
      path: error.VITEST_TEST_PATH ?? '',
      test: error.VITEST_TEST_NAME ?? null,
      message: error.message ?? String(error),
    }));
    writeFileSync(this.file, JSON.stringify(told));
  }
}

/**
 * Each error as a test file that failed: its file is named, and tried again like others.
 *
 * @param {string} file
 * @returns {import('./test-counts.mjs').VitestFile[]}
 */
export function filesWithErrors(file) {
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')).map(({ path, test, message }) => ({
    name: path,
    status: 'failed',
    message: `outside any test${test ? `, while "${test}" ran` : ''}: ${message}`,
    assertionResults: [],
  }));
}
