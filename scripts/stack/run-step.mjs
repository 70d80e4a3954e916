import { spawn } from 'node:child_process';
import { REPOSITORY } from '../toolchain/paths.mjs';

/**
 * Runs one preparing program (migrations, seed, token) to its end and returns what it wrote to standard output.
 * Throws with its own words when it fails.
 *
 * @param {string[]} args for `node`
 * @param {{ env: Record<string, string | undefined>, failure: string, signal?: AbortSignal }} options
 * @returns {Promise<string>}
 */
export function runStep(args, { env, failure, signal }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: REPOSITORY,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const out = [];
    const err = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      const stdout = Buffer.concat(out).toString();
      const words = (Buffer.concat(err).toString().trim() || stdout.trim()).split('\n').slice(-15).join('\n');
      if (code === 0) resolve(stdout);
      else reject(new Error(`${failure}\n${words}`));
    });
  });
}
