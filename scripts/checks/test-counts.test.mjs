import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { playwrightCounts, sumCounts, vitestCounts, withExitCode } from './test-counts.mjs';

const dir = mkdtempSync(join(tmpdir(), 'counts-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function report(value) {
  const file = join(dir, 'report.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
}

describe('counting tests', () => {
  it('counts a vitest file that could not be loaded as a failure', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ];
    expect(vitestCounts(report({ numPassedTests: 2, numFailedTests: 1, testResults }))).toEqual({
      passed: 2,
      failed: 2,
    });
  });

  it('counts a flaky browser test as passed and a broken configuration as failed', () => {
    const stats = { expected: 3, flaky: 1, unexpected: 2, skipped: 5 };
    expect(playwrightCounts(report({ stats, errors: [{ message: 'no tests found' }] }))).toEqual({
      passed: 4,
      failed: 3,
    });
  });

  it('never calls a run good that ended badly', () => {
    expect(withExitCode({ passed: 9, failed: 0 }, 1)).toEqual({ passed: 9, failed: 1 });
    expect(withExitCode({ passed: 9, failed: 2 }, 1)).toEqual({ passed: 9, failed: 2 });
    expect(() => vitestCounts(join(dir, 'missing.json'))).toThrow('wrote no report');
  });

  it('adds up', () => {
    expect(
      sumCounts([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toEqual({ passed: 3, failed: 3 });
    expect(sumCounts([])).toEqual({ passed: 0, failed: 0 });
  });
});
