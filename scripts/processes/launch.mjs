import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { logTail } from './log-tail.mjs';
import { waitUntil } from './wait-until.mjs';

const DEFAULT_GRACE_MS = 10_000;

/**
 * A process this machine started, in a process group of its own: a Ctrl-C in the terminal reaches only us, so services
 * stop in the order we choose and never before the programs that use them.
 *
 * @typedef {{ pid: number, exited: Promise<string>, hasExited: () => boolean,
 *             stop: (signal?: NodeJS.Signals, graceMs?: number) => Promise<void> }} Launched
 */

/**
 * Starts `command` and writes its output to `logFile` (appended). `exited` resolves with a short reason, never rejects.
 *
 * @param {{ command: string, args?: string[], env?: Record<string, string | undefined>, cwd?: string, logFile: string,
 *           uid?: number, gid?: number, stdin?: string }} options
 * @returns {Promise<Launched>} rejects when the program cannot be started at all
 */
export async function launch({ command, args = [], env, cwd, logFile, uid, gid, stdin }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, {
    env,
    cwd,
    detached: true,
    stdio: [stdin === undefined ? 'ignore' : 'pipe', log, log],
    ...(uid === undefined ? {} : { uid, gid }),
  });
  closeSync(log);
  const exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  if (stdin !== undefined) child.stdin?.end(stdin);
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    exited,
    hasExited,
    stop: (signal = 'SIGTERM', graceMs = DEFAULT_GRACE_MS) =>
      stopGroup(child.pid ?? 0, exited, signal, graceMs),
  };
}

/**
 * {@link launch}, then waits until `isReady` returns true. When that does not happen in time, or the process ends
 * first, the process is stopped and an error with `failure` and its last words is thrown.
 *
 * @param {Parameters<typeof launch>[0]} options
 * @param {{ isReady: () => Promise<boolean>, timeoutMs: number, failure: string }} expectation
 * @returns {Promise<Launched>}
 */
export async function launchUntil(options, { isReady, timeoutMs, failure }) {
  const launched = await launch(options);
  const givenUp = () => (launched.hasExited() ? 'it ended at once' : null);
  try {
    await waitUntil(isReady, { timeoutMs, failure, givenUp });
    return launched;
  } catch (error) {
    await launched.stop('SIGKILL');
    throw new Error(`${error.message}\n${logTail(options.logFile)}`);
  }
}

/** Asks the whole group to end, and kills what is left of it after `graceMs`. */
async function stopGroup(pid, exited, signal, graceMs) {
  signalGroup(pid, signal);
  const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
  await exited;
  clearTimeout(timer);
  // The leader is gone; a grandchild that ignored the signal must not outlive it.
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody left in the group.
  }
}
