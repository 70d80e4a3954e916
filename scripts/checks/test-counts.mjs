import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { REPOSITORY } from '../toolchain/paths.mjs';

/**
 * @typedef {{ passed: number, failed: number, failures?: string[], secondTries?: string[] }} Counts
 *   `failures` names what failed, `secondTries` what failed at first and passed when tried again
 * @typedef {{ name: string, status: string, message?: string, assertionResults: VitestTest[] }} VitestFile
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} VitestTest
 */

/** @param {Counts[]} all @returns {Counts} */
export function sumCounts(all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    failures: all.flatMap(({ failures = [] }) => failures),
    secondTries: all.flatMap(({ secondTries = [] }) => secondTries),
  };
}

/**
 * The test files of a vitest JSON report.
 *
 * @param {string} file
 * @returns {VitestFile[]}
 */
export const vitestFiles = (file) => readReport(file).testResults;

/** @param {VitestFile[]} files @returns {string[]} paths from the root of the repository */
export const failedFiles = (files) => [
  ...new Set(files.filter(({ status }) => status === 'failed').map(({ name }) => relative(REPOSITORY, name))),
];

/**
 * A test file that could not be loaded has no tests to count: it is one failure.
 *
 * @param {VitestFile[]} files
 * @param {VitestFile[]} [again] those of them that were run a second time: what they answered then counts
 * @returns {Counts}
 */
export function vitestCounts(files, again = []) {
  const isAgain = new Set(again.map(({ name }) => name));
  const last = [...files.filter(({ name }) => !isAgain.has(name)), ...again];
  const tests = last.flatMap(({ assertionResults }) => assertionResults);
  const failures = last.flatMap(failuresIn);
  const first = files.flatMap(failuresIn).filter(({ title }) => !failures.some((one) => one.title === title));
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failures.length,
    failures: failures.map(asLine),
    secondTries: first.map(asLine),
  };
}

/**
 * The counts in a Playwright JSON report; a flaky test passed in the end. `errors` are faults outside any test.
 *
 * @param {string} file
 * @returns {Counts}
 */
export function playwrightCounts(file) {
  const { stats, errors = [], suites = [] } = readReport(file);
  const specs = suites.flatMap(specsIn);
  const named = (wanted) => specs.filter(({ tests }) => tests.some(({ status }) => status === wanted));
  const titles = (found) => found.map((spec) => `${spec.file} > ${spec.title}`);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    failures: [...titles(named('unexpected')), ...errors.map(({ message }) => message)],
    secondTries: titles(named('flaky')),
  };
}

/** The runner's exit code is heard too: a run that failed without naming a test is one failure, never none. */
export function withExitCode(counts, exitCode) {
  if (exitCode === 0 || counts.failed > 0) return counts;
  return { ...counts, failed: 1, failures: ['an error outside of any test (see above)'] };
}

function failuresIn({ name, status, message = '', assertionResults }) {
  const path = relative(REPOSITORY, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [{ title: path, message }];
  return failed.map(({ fullName, failureMessages = [] }) => ({
    title: `${path} > ${fullName}`,
    message: failureMessages[0] ?? '',
  }));
}

/** The whole message stands further up; a line is enough to know which test and what of it. */
function asLine({ title, message }) {
  const [line = ''] = message.split('\n');
  return line === '' ? title : `${title}: ${line}`;
}

function specsIn({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsIn)];
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error('The test runner wrote no report.');
  }
}
