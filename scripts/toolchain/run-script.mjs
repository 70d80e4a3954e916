import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const PARENT_CHECK_MS = 300;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a script to its end and ends this process with its exit code (128 + n when signal n ended it).
 *
 * @param {string} node
 * @param {string[]} args the script and its arguments, passed on as they are
 * @param {NodeJS.ProcessEnv} env
 */
export function runScript(node, args, env) {
  const child = spawn(node, args, { stdio: 'inherit', env });
  // Ctrl-C reaches the whole terminal group, `kill` only us: pass both on and let the script decide when to end.
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  endWithParent(child);
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/**
 * npm runs us through a shell. A `kill` of npm ends the shell without reaching us: notice that the parent has changed,
 * or the platform would run on with nobody to stop it.
 */
function endWithParent(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, PARENT_CHECK_MS);
  watch.unref();
}
