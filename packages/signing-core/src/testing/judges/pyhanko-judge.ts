import { spawnSync } from 'node:child_process';
import { runTool } from '../external-tool.js';

/** A Python that has pyHanko's command line; `SEALWRIGHT_PYTHON` names one outside the PATH, e.g. of a venv. */
const PYTHON = process.env.SEALWRIGHT_PYTHON ?? 'python3';

/** Says loudly, with the command that installs it, when pyHanko is missing. */
export function hasPyhanko(): boolean {
  const found = spawnSync(PYTHON, ['-m', 'pyhanko', '--version'], { stdio: 'ignore' }).status === 0;
  if (!found) {
    console.warn(
      'SKIPPED: pyHanko is not installed: python3 -m venv venv && venv/bin/pip install pyhanko-cli, then SEALWRIGHT_PYTHON=venv/bin/python npm run test:conformance',
    );
  }
  return found;
}

/** `adesverify` uses nothing but the data in the file; null when it is content, else its words. */
export function judgeWithPyhanko(rootPath: string, path: string): string | null {
  const checks = ['sign', 'adesverify', '--trust', rootPath, '--trust-replace', '--pretty-print'];
  const { exitCode, output } = runTool(PYTHON, ['-m', 'pyhanko', ...checks, path]);
  return exitCode === 0 ? null : output.trim();
}

/** Integrity, coverage and differences only: for files that carry no revocation data. */
export function judgeIntegrityWithPyhanko(rootPath: string, path: string): string | null {
  const checks = ['sign', 'validate', '--trust', rootPath, '--trust-replace', '--no-revocation-check'];
  const { exitCode, output } = runTool(PYTHON, ['-m', 'pyhanko', ...checks, path]);
  return exitCode === 0 && !output.includes('INVALID') ? null : output.trim();
}
