import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../toolchain/paths.mjs';
import {
  failedFiles,
  playwrightCounts,
  sumCounts,
  vitestCounts,
  vitestFiles,
  withExitCode,
} from './test-counts.mjs';
import { filesWithErrors, UnhandledErrors } from './unhandled-errors.mjs';

const dir = mkdtempSync(join(tmpdir(), 'counts-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function report(value) {
  const file = join(dir, 'report.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
}

const passed = { status: 'passed', fullName: 'good' };
const failed = { status: 'failed', fullName: 'bad', failureMessages: ['expected 1 to be 2\n  at line 3'] };
const fileOf = (name, assertionResults, message = '') => ({
  name: join(REPOSITORY, name),
  status: assertionResults.length > 0 && !assertionResults.includes(failed) ? 'passed' : 'failed',
  message,
  assertionResults,
});

describe('counting tests', () => {
  it('counts a vitest file that could not be loaded as a failure', () => {
    const testResults = [
      fileOf('a.test.ts', [passed]),
      fileOf('b.test.ts', [passed, failed]),
      fileOf('c.test.ts', [], 'no such module'),
    ];
    const files = vitestFiles(report({ testResults }));
    expect(failedFiles(files)).toEqual(['b.test.ts', 'c.test.ts']);
    expect(vitestCounts(files)).toEqual({
      passed: 2,
      failed: 2,
      failures: ['b.test.ts > bad: expected 1 to be 2', 'c.test.ts: no such module'],
      secondTries: [],
    });
  });

  it('lets the second run of a file count, and names what failed in the first', () => {
    const files = [fileOf('a.test.ts', [passed]), fileOf('b.test.ts', [passed, failed])];
    expect(vitestCounts(files, [fileOf('b.test.ts', [passed, { ...passed, fullName: 'bad' }])])).toEqual({
      passed: 3,
      failed: 0,
      failures: [],
      secondTries: ['b.test.ts > bad: expected 1 to be 2'],
    });
    expect(vitestCounts(files, [fileOf('b.test.ts', [passed, failed])])).toMatchObject({
      passed: 2,
      failed: 1,
      secondTries: [],
    });
  });

  it('counts an error outside any test for the file it came from', () => {
    const errors = join(dir, 'errors.json');
    const thrown = {
      VITEST_TEST_PATH: join(REPOSITORY, 'a.test.ts'),
      VITEST_TEST_NAME: 'good',
      message: 'late',
    };
    new UnhandledErrors(errors).onTestRunEnd([], [thrown, thrown]);
    const files = [fileOf('a.test.ts', [passed]), ...filesWithErrors(errors)];
    expect(failedFiles(files)).toEqual(['a.test.ts']);
    const title = 'a.test.ts: outside any test, while "good" ran: late';
    expect(vitestCounts(files)).toMatchObject({ passed: 1, failed: 2, failures: [title, title] });
    const again = [fileOf('a.test.ts', [passed])];
    expect(vitestCounts(files, again)).toMatchObject({ passed: 1, failed: 0, secondTries: [title, title] });
    expect(filesWithErrors(join(dir, 'missing.json'))).toEqual([]);
  });

  it('counts a flaky browser test as passed and a broken configuration as failed, by name', () => {
    const stats = { expected: 3, flaky: 1, unexpected: 1, skipped: 5 };
    const spec = (title, status) => ({ file: 'a.spec.ts', title, tests: [{ status }] });
    const suites = [{ specs: [spec('signs', 'expected')], suites: [{ specs: [spec('sends', 'flaky')] }] }];
    suites.push({ specs: [spec('voids', 'unexpected')] });
    expect(playwrightCounts(report({ stats, suites, errors: [{ message: 'no tests found' }] }))).toEqual({
      passed: 4,
      failed: 2,
      failures: ['a.spec.ts > voids', 'no tests found'],
      secondTries: ['a.spec.ts > sends'],
    });
  });

  it('never calls a run good that ended badly', () => {
    expect(withExitCode({ passed: 9, failed: 0 }, 1)).toEqual({
      passed: 9,
      failed: 1,
      failures: ['an error outside of any test (see above)'],
    });
    expect(withExitCode({ passed: 9, failed: 2 }, 1)).toEqual({ passed: 9, failed: 2 });
    expect(() => vitestFiles(join(dir, 'missing.json'))).toThrow('wrote no report');
  });

  it('adds up', () => {
    const one = { passed: 1, failed: 0, secondTries: ['a'] };
    expect(sumCounts([one, { passed: 2, failed: 3, failures: ['b', 'c', 'd'] }])).toEqual({
      passed: 3,
      failed: 3,
      failures: ['b', 'c', 'd'],
      secondTries: ['a'],
    });
    expect(sumCounts([])).toEqual({ passed: 0, failed: 0, failures: [], secondTries: [] });
  });
});
