#!/usr/bin/env node
// The first thing every npm script runs: `node scripts/with-toolchain.mjs <script> [args]`.
// Needs nothing but Node >= 20 and npm. Provides the pinned pnpm, a current Node where the host's is too old, and the
// workspace's packages; then runs <script> with that Node. Says what it installs on standard error, because standard
// output belongs to the script (`--json`).
import { BootstrapError } from './toolchain/bootstrap-error.mjs';
import { withBootstrapLock } from './toolchain/bootstrap-lock.mjs';
import { toolchainEnvironment } from './toolchain/environment.mjs';
import { installWorkspace } from './toolchain/install-workspace.mjs';
import { provideTools } from './toolchain/provide-tools.mjs';
import { runScript } from './toolchain/run-script.mjs';

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
