#!/usr/bin/env node
// The first thing every npm script runs: `node scripts/with-toolchain.mjs <script> [args]`.
// Needs nothing but Node >= 20 and npm. Provides the pinned pnpm, a current Node where the host's is too old, and the
// workspace's packages; then runs <script> with that Node. Says what it installs on standard error, because standard
// output belongs to the script (`--json`).
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { BootstrapError } from './toolchain/bootstrap-error.mjs';
import { withBootstrapLock } from './toolchain/bootstrap-lock.mjs';
import { toolchainEnvironment } from './toolchain/environment.mjs';
import { installWorkspace } from './toolchain/install-workspace.mjs';
import { provideTools } from './toolchain/provide-tools.mjs';

const PARENT_CHECK_MS = 300;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

try {
  const tools = await withBootstrapLock(() => {
    const provided = provideTools();
    installWorkspace(provided, toolchainEnvironment(provided));
    return provided;
  });
  runScript(tools.node, process.argv.slice(2), toolchainEnvironment(tools));
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function runScript(node, args, env) {
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
