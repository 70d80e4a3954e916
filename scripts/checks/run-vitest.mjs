import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-tool.mjs';
import { failedFiles, vitestCounts, vitestFiles, withExitCode } from './test-counts.mjs';
import { filesWithErrors } from './unhandled-errors.mjs';

/** More files than these have not met a busy machine. */
const MOST_FILES_TRIED_AGAIN = 3;

/**
 * Runs one vitest project, showing what fails, and returns its counts.
 *
 * @param {'unit' | 'integration' | 'conformance'} project
 * @param {{ env?: NodeJS.ProcessEnv, secondTry?: boolean }} [options] `secondTry` runs the files that failed, if they
 *   are few, once more and alone: for tests of real processes, which a busy machine can starve. They are named.
 */
export async function runVitest(project, { env = process.env, secondTry = false } = {}) {
  const { files, code } = await runOnce(project, [], env);
  const failed = failedFiles(files);
  if (!secondTry || failed.length === 0 || failed.length > MOST_FILES_TRIED_AGAIN) {
    return withExitCode(vitestCounts(files), code);
  }
  console.log(`Once more, alone: ${failed.join(', ')}`);
  const again = await runOnce(project, failed, env);
  return withExitCode(vitestCounts(files, again.files), again.code);
}

async function runOnce(project, files, env) {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-report-'));
  const report = join(dir, 'report.json');
  try {
    const args = ['run', '--project', project, ...files, '--passWithNoTests'];
    const { code } = await runTool('vitest', args, {
      env: plain({ ...env, TEST_REPORT: report }),
      live: true,
    });
    return { code, files: [...vitestFiles(report), ...filesWithErrors(`${report}.errors`)] };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** In a CI's log, a coloured dot is twenty characters; what failed would be out of sight. */
function plain(env) {
  return process.stdout.isTTY ? env : { ...env, NO_COLOR: '1' };
}
