import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-tool.mjs';
import { vitestCounts, withExitCode } from './test-counts.mjs';

/**
 * Runs one vitest project, showing what fails, and returns its counts.
 *
 * @param {'unit' | 'integration' | 'conformance'} project
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runVitest(project, env = process.env) {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-report-'));
  const file = join(dir, 'report.json');
  try {
    const args = [
      'run',
      '--project',
      project,
      '--passWithNoTests',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ];
    const { code } = await runTool('vitest', args, { env, live: true });
    return withExitCode(vitestCounts(file), code);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
