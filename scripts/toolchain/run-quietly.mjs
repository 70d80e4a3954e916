import { spawnSync } from 'node:child_process';
import { BootstrapError } from './bootstrap-error.mjs';

const TAIL_LINES = 25;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs a program to its end. Its output is shown (on standard error) only when it fails.
 * Throws {@link BootstrapError} `failure` then.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, failure: string, stdin?: 'ignore' | 'inherit' }} options
 */
export function runQuietly(command, args, { cwd, env, failure, stdin = 'ignore' }) {
  const ended = spawnSync(command, args, {
    cwd,
    env,
    stdio: [stdin, 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (ended.status === 0) return;
  const output = `${ended.stdout ?? ''}${ended.stderr ?? ''}${ended.error?.message ?? ''}`;
  const tail = output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  throw new BootstrapError(`${tail}\n${failure}`);
}
