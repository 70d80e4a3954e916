import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {import('./failures.mjs').Failure} Failure
 * @typedef {import('./test-record.mjs').TestFile} TestFile
 * @typedef {{ passed: number, failed: number, failures?: Failure[], secondTries?: Failure[] }} Counts
 *   `secondTries` is what failed at first and passed when tried again
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
 * Paths of the files in which anything failed: a test, a hook, the loading, an error outside of any test.
 *
 * @param {TestFile[]} files
 */
export const failedFiles = (files) =>
  files.flatMap(({ path, failures }) => (path !== null && failures.length > 0 ? [path] : []));

/**
 * @param {TestFile[]} files
 * @param {TestFile[]} [again] those of them that were run a second time: what they answered then counts
 * @returns {Counts}
 */
export function vitestCounts(files, again = []) {
  const isAgain = new Set(again.map(({ path }) => path));
  const last = [...files.filter(({ path }) => path === null || !isAgain.has(path)), ...again];
  const failures = last.flatMap((file) => file.failures);
  const still = new Set(failures.map(({ title }) => title));
  return {
    passed: last.reduce((sum, { passed }) => sum + passed, 0),
    failed: failures.length,
    failures,
    secondTries: files.flatMap((file) => file.failures).filter(({ title }) => !still.has(title)),
  };
}

/**
 * The counts in a Playwright JSON report; a flaky test passed in the end. `errors` are faults outside of any test.
 *
 * @param {string} file
 * @returns {Counts}
 */
export function playwrightCounts(file) {
  const { stats, errors = [], suites = [] } = readReport(file);
  const tests = suites.flatMap(specsIn).flatMap((spec) => spec.tests.map((test) => ({ ...test, spec })));
  const outside = errors.map((error) => ({
    title: 'browser tests, outside of any test',
    message: error.message,
    details: detailsOf({ errors: [error] }),
  }));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    failures: [...tests.filter(({ status }) => status === 'unexpected').map(browserFailure), ...outside],
    secondTries: tests.filter(({ status }) => status === 'flaky').map(browserFailure),
  };
}

/** The runner's exit code is heard too: a run that failed without naming a test is one failure, never none. */
export function withExitCode(counts, exitCode) {
  if (exitCode === 0 || counts.failed > 0) return counts;
  const unnamed = { title: `the test runner ended with code ${exitCode}`, message: 'see its output above' };
  return { ...counts, failed: 1, failures: [unnamed] };
}

function browserFailure({ spec, projectName = '', results = [] }) {
  const failed = results.filter(({ errors = [] }) => errors.length > 0);
  return {
    title: `|${projectName}| ${spec.file} > ${spec.title}`,
    message: failed[0]?.errors[0].message ?? `ended as ${results.at(-1)?.status ?? 'not run'}`,
    details: failed.slice(-1).map(detailsOf).join('\n'),
  };
}

/** What was thrown where, and what stood on the page then. */
function detailsOf({ errors = [], attachments = [] }) {
  const thrown = errors.map(({ message, location }) =>
    [message, location ? `at ${location.file}:${location.line}` : ''].filter(Boolean).join('\n'),
  );
  const context = attachments.find(({ name, path }) => name === 'error-context' && path);
  const sections = readIfThere(context?.path).split(/^# /m);
  const page = sections.find((section) => section.startsWith('Page snapshot')) ?? '';
  return stripVTControlCharacters([...thrown, page].join('\n')).trimEnd();
}

function specsIn({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsIn)];
}

function readIfThere(file) {
  try {
    return file ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error('The test runner wrote no report.');
  }
}
