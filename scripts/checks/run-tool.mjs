import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from '../toolchain/paths.mjs';

/**
 * Runs a tool of the workspace to its end. Never rejects: a tool that cannot be started answers with code 127.
 *
 * @param {string} name a program in node_modules/.bin
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, live?: boolean }} [options] `live` shows its output as it comes
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function runTool(name, args, { cwd = REPOSITORY, env = process.env, live = false } = {}) {
  return new Promise((resolve) => {
    const stdio = live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
    const child = spawn(join(REPOSITORY, 'node_modules', '.bin', name), args, { cwd, env, stdio });
    const out = [];
    const err = [];
    child.stdout?.on('data', (chunk) => out.push(chunk));
    child.stderr?.on('data', (chunk) => err.push(chunk));
    child.on('error', (error) => resolve({ code: 127, stdout: '', stderr: error.message }));
    child.on('close', (code) => {
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      });
    });
  });
}
