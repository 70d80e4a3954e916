import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runTool } from '../external-tool.js';

/** A Python that has pyHanko's command line; `SEALWRIGHT_PYTHON` names one outside the PATH, e.g. of a venv. */
const PYTHON = process.env.SEALWRIGHT_PYTHON ?? 'python3';
const CHECKER = fileURLToPath(new URL('../../../conformance/check_signatures.py', import.meta.url));

/** Says loudly, with the command that installs it, when pyHanko is missing. */
export function hasPyhanko(): boolean {
  const found = spawnSync(PYTHON, ['-c', 'import pyhanko.cli'], { stdio: 'ignore' }).status === 0;
  if (!found) {
    console.warn(
      'SKIPPED: pyHanko is not installed: python3 -m venv venv && venv/bin/pip install pyhanko-cli, then SEALWRIGHT_PYTHON=venv/bin/python npm run test:conformance',
    );
  }
  return found;
}

/**
 * `adesverify` uses nothing but the data in the file; `validate` leaves revocation out, for files that carry none of it.
 * Answers what is wrong by path, empty when nothing; throws when a file got no verdict.
 */
export function judgeWithPyhanko(
  command: 'adesverify' | 'validate',
  rootPath: string,
  paths: readonly string[],
): { path: string; words: string }[] {
  const { output } = runTool(PYTHON, [CHECKER, command, rootPath, ...paths], { timeoutMs: 600_000 });
  const rows = output.split('\n').filter((line) => /^(OK|FAIL)\t/.test(line));
  if (rows.length !== paths.length) throw new Error(`pyHanko judged ${rows.length} of ${paths.length} files`);
  return rows
    .filter((row) => row.startsWith('FAIL'))
    .map((row) => {
      const [, path = '', words = ''] = row.split('\t');
      return { path, words };
    });
}
