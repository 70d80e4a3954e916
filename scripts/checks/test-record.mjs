import { readFileSync, writeFileSync } from 'node:fs';
import { DotReporter } from 'vitest/node';

/**
 * @typedef {import('./failures.mjs').Failure} Failure
 * @typedef {{ project: string, path: string | null, passed: number, seconds: number, failures: Failure[] }} TestFile
 *   `path` from the root of the repository; null: what belongs to no file
 */

const NO_FILE = { project: '', path: null, passed: 0, seconds: 0 };

/**
 * A vitest reporter that shows a dot for each test and writes down everything else: tests, hooks of suites, files that
 * could not be loaded or did not end, errors outside of any test. Telling is left to whoever knows whether the files
 * are tried again.
 */
export class TestRecord extends DotReporter {
  /** @param {string} file */
  constructor(file) {
    super({ isTTY: false });
    this.file = file;
  }

  onTestRunEnd(modules, errors) {
    this.log();
    const files = modules.map((module) => this.fileOf(module));
    for (const error of errors) addUnhandled(files, error, this.unhandledFailure(error));
    writeFileSync(this.file, JSON.stringify(files));
  }

  /** @returns {TestFile} */
  fileOf(module) {
    const path = this.relative(module.moduleId);
    const failing = [module, ...module.children.allSuites(), ...module.children.allTests()];
    const failures = failing.flatMap((one) => this.failuresOf(one, module.project, path));
    const { duration, collectDuration } = module.diagnostic();
    return {
      project: module.project.name,
      path,
      passed: [...module.children.allTests('passed')].length,
      seconds: (duration + collectDuration) / 1000,
      failures: [...failures, ...didNotEnd(module, path, failures)],
    };
  }

  failuresOf(one, project, path) {
    const errors = one.type === 'test' ? failedResult(one) : one.errors();
    if (errors.length === 0) return [];
    const title = titleOf(project, path, one.type === 'module' ? '' : one.fullName);
    const details = errors.map((error) => this.ctx.logger.formatError(error, { project }).output);
    return [{ title, message: messageOf(errors[0]), details: details.join('\n') }];
  }

  unhandledFailure(error) {
    const where = error.VITEST_TEST_NAME ? `, while "${error.VITEST_TEST_NAME}" ran` : '';
    return {
      message: `outside of any test${where}: ${messageOf(error)}`,
      details: this.ctx.logger.formatError(error, { fullStack: true }).output,
    };
  }
}

/**
 * @param {string} file
 * @returns {TestFile[]}
 */
export function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error('The test runner wrote no report.');
  }
}

/** A failing test without an error of its own (one that was expected to fail) is a failure too. */
function failedResult(test) {
  const { state, errors = [] } = test.result();
  if (state !== 'failed') return [];
  return errors.length > 0 ? errors : [{ message: 'failed without an error' }];
}

/** Its worker died, or the run was ended before its turn. */
function didNotEnd(module, path, failures) {
  const isUnfinished = module.state() === 'queued' || module.state() === 'pending';
  const isUnexplained = failures.length === 0 && !module.ok();
  if (!isUnfinished && !isUnexplained) return [];
  return [{ title: titleOf(module.project, path, ''), message: 'did not run to its end' }];
}

/** The file an error came from is tried again like others that failed. Of a worker that died, the cause names its file. */
function addUnhandled(files, error, failure) {
  const at = error.VITEST_TEST_PATH;
  const file = files.find(({ path }) => (at ? at.endsWith(`/${path}`) : wholeMessage(error).includes(path)));
  if (file) file.failures.push({ ...failure, title: `|${file.project}| ${file.path}` });
  else files.push({ ...NO_FILE, failures: [{ ...failure, title: 'vitest' }] });
}

function titleOf(project, path, name) {
  return [`|${project.name}| ${path}`, name].filter(Boolean).join(' > ');
}

function messageOf(error) {
  const { name = 'Error' } = error;
  return name === 'Error' || name === 'AssertionError'
    ? wholeMessage(error)
    : `${name}: ${wholeMessage(error)}`;
}

function wholeMessage({ message = '', cause }) {
  return cause?.message ? `${message} Cause: ${cause.message}` : message;
}
