import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureLine } from './failures.mjs';
import { runTool } from './run-tool.mjs';
import { failedFiles, vitestCounts, withExitCode } from './test-counts.mjs';
import { readRecord } from './test-record.mjs';

/** More files than these have not met a busy machine. */
const MOST_FILES_TRIED_AGAIN = 6;
const SLOWEST_NAMED = 5;

/**
 * Runs one vitest project and returns its counts.
 *
 * @param {'unit' | 'integration' | 'conformance'} project
 * @param {object} [options]
 * @param {boolean} [options.secondTry] runs the files that failed, if they are few, once more, one after the other: for
 *   tests of real processes, which a busy machine can starve. They are named.
 * @param {<T>(tries: { alone: boolean }, run: (env: NodeJS.ProcessEnv) => Promise<T>) => Promise<T>} [options.around]
 *   gives each of the runs what it needs, and takes it away again
 */
export async function runVitest(project, { secondTry = false, around = inOwnEnvironment } = {}) {
  const { files, code } = await around({ alone: false }, (env) => runOnce([project], env));
  const failed = failedFiles(files);
  if (!secondTry || failed.length === 0 || failed.length > MOST_FILES_TRIED_AGAIN) {
    return withExitCode(vitestCounts(files), code);
  }
  console.log(`Once more, alone, ${failed.length} file(s), because at first this failed:`);
  for (const failure of vitestCounts(files).failures) console.log(`  ${failureLine(failure)}`);
  const args = [project, '--no-file-parallelism', ...failed];
  const again = await around({ alone: true }, (env) => runOnce(args, env));
  return withExitCode(vitestCounts(files, again.files), again.code);
}

function inOwnEnvironment(_tries, run) {
  return run(process.env);
}

async function runOnce(args, env) {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-report-'));
  const report = join(dir, 'report.json');
  try {
    const { code } = await runTool('vitest', ['run', '--passWithNoTests', '--project', ...args], {
      env: plain({ ...env, TEST_REPORT: report }),
      live: true,
    });
    const files = readRecord(report);
    tellSlowest(files);
    return { code, files };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function tellSlowest(files) {
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_NAMED);
  const told = slowest.map(({ path, seconds }) => `${path} ${seconds.toFixed(0)} s`);
  console.log(`${files.length} files, the slowest: ${told.join(', ')}`);
}

/** In a CI's log, a coloured dot is twenty characters; what failed would be out of sight. */
function plain(env) {
  return process.stdout.isTTY ? env : { ...env, NO_COLOR: '1' };
}
