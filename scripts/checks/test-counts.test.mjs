import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { failedFiles, playwrightCounts, sumCounts, vitestCounts, withExitCode } from './test-counts.mjs';

const dir = mkdtempSync(join(tmpdir(), 'counts-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function written(name, content) {
  const file = join(dir, name);
  writeFileSync(file, content);
  return file;
}

const bad = { title: '|unit| b.test.ts > bad', message: 'expected 1 to be 2' };
const late = { title: 'vitest', message: 'late' };
const fileOf = (path, passed, ...failures) => ({ project: 'unit', path, passed, seconds: 1, failures });

describe('counting tests', () => {
  const files = [fileOf('a.test.ts', 1), fileOf('b.test.ts', 2, bad)];

  it('counts what failed and names its files', () => {
    expect(failedFiles(files)).toEqual(['b.test.ts']);
    expect(vitestCounts(files)).toEqual({ passed: 3, failed: 1, failures: [bad], secondTries: [] });
  });

  it('lets the second run of a file count, and names what failed in the first', () => {
    const passed = { passed: 4, failed: 0, failures: [], secondTries: [bad] };
    expect(vitestCounts(files, [fileOf('b.test.ts', 3)])).toEqual(passed);
    const again = vitestCounts(files, [fileOf('b.test.ts', 2, bad)]);
    expect(again).toEqual({ passed: 3, failed: 1, failures: [bad], secondTries: [] });
  });

  it('keeps a file red that was not run again, and an error that belongs to no file', () => {
    expect(vitestCounts(files, [])).toMatchObject({ failed: 1 });
    const withError = [...files, fileOf(null, 0, late)];
    expect(failedFiles(withError)).toEqual(['b.test.ts']);
    expect(vitestCounts(withError, [fileOf('b.test.ts', 3)])).toMatchObject({ failed: 1, failures: [late] });
  });

  it('never calls a run good that ended badly', () => {
    const unnamed = { title: 'the test runner ended with code 1', message: 'see its output above' };
    expect(withExitCode({ passed: 9, failed: 0 }, 1)).toEqual({ passed: 9, failed: 1, failures: [unnamed] });
    expect(withExitCode({ passed: 9, failed: 2 }, 1)).toEqual({ passed: 9, failed: 2 });
    expect(withExitCode({ passed: 9, failed: 0 }, 0)).toEqual({ passed: 9, failed: 0 });
    expect(() => playwrightCounts(join(dir, 'missing.json'))).toThrow('wrote no report');
  });

  it('adds up', () => {
    const one = { passed: 1, failed: 0, secondTries: [late] };
    expect(sumCounts([one, { passed: 2, failed: 1, failures: [bad] }])).toEqual({
      passed: 3,
      failed: 1,
      failures: [bad],
      secondTries: [late],
    });
    expect(sumCounts([])).toEqual({ passed: 0, failed: 0, failures: [], secondTries: [] });
  });
});

const PAGE = '# Test info\n\nvoids\n\n# Page snapshot\n\n- heading "Problem"\n\n# Test source\n\nexpect()\n';

describe('counting browser tests', () => {
  const broken = (message, attachments = []) => ({
    status: 'failed',
    errors: [{ message, location: { file: 'a.spec.ts', line: 7 } }],
    attachments,
  });
  const spec = (title, status, ...results) => ({
    file: 'a.spec.ts',
    title,
    tests: [{ status, projectName: 'platform', results }],
  });

  it('counts a flaky test as passed and a broken configuration as failed, by name and reason', () => {
    const stats = { expected: 3, flaky: 1, unexpected: 1, skipped: 5 };
    const page = { name: 'error-context', path: written('page.md', PAGE) };
    const suites = [
      { specs: [spec('signs', 'expected')] },
      { suites: [{ specs: [spec('sends', 'flaky', broken('no button'), { status: 'passed' })] }] },
      {
        specs: [
          spec(
            'voids',
            'unexpected',
            broken('too slow'),
            broken('too \u001B[31mslow\u001B[39m\nCall log', [page]),
          ),
        ],
      },
    ];
    const report = { stats, suites, errors: [{ message: 'no tests found' }] };
    const counts = playwrightCounts(written('report.json', JSON.stringify(report)));
    expect(counts).toMatchObject({ passed: 4, failed: 2 });
    expect(counts.secondTries).toMatchObject([
      { title: '|platform| a.spec.ts > sends', message: 'no button' },
    ]);
    expect(counts.failures).toEqual([
      {
        title: '|platform| a.spec.ts > voids',
        message: expect.stringContaining('too'),
        details: 'too slow\nCall log\nat a.spec.ts:7\nPage snapshot\n\n- heading "Problem"',
      },
      { title: 'browser tests, outside of any test', message: 'no tests found', details: 'no tests found' },
    ]);
  });
});
