import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureOsPackages } from '../os-packages.mjs';
import { BootstrapError } from './bootstrap-error.mjs';
import { REPOSITORY } from './paths.mjs';
import { runQuietly } from './run-quietly.mjs';
import { oncePerInput } from './stamp.mjs';

const STORE = join(REPOSITORY, 'node_modules', '.pnpm');
const STAMP = join(REPOSITORY, 'node_modules', '.sealwright-install');

/** Compiles the PKCS#11 binding; python3 is what node-gyp is written in. */
const COMPILER = [
  { what: 'python3', programs: ['python3'], apt: ['python3'], brew: ['python3'] },
  { what: 'make', programs: ['make'], apt: ['make'], brew: [] },
  { what: 'a C++ compiler', programs: ['c++', 'g++', 'clang++'], apt: ['g++'], brew: [] },
];

/**
 * Installs the workspace from the frozen lockfile when lockfile or workspace settings have changed since the last time.
 *
 * @param {import('./provide-tools.mjs').Tools} tools
 * @param {NodeJS.ProcessEnv} env
 */
export function installWorkspace({ node, pnpm }, env) {
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((name) => join(REPOSITORY, name));
  oncePerInput(STAMP, [...inputs, node], () => {
    if (!pkcs11IsBuilt()) provideCompiler();
    console.error('Installing packages from the lockfile (the first time takes a minute or two) …');
    const run = (args) => {
      runQuietly(node, [pnpm, ...args], {
        cwd: REPOSITORY,
        // CI: pnpm must never stop to ask. A NODE_ENV of production would leave out what builds the programs.
        env: { ...env, CI: '1', NODE_ENV: 'development' },
        failure: `"pnpm ${args[0]}" failed. Check that the npm registry can be reached and that the disk has 2 GB left.`,
      });
    };
    run(['install', '--frozen-lockfile']);
    // It is an optional dependency, so that a compiler is not needed to use our packages as libraries; pnpm says
    // nothing when it could not be built. The platform cannot seal without it.
    if (!pkcs11IsBuilt()) run(['rebuild', 'pkcs11js']);
    if (!pkcs11IsBuilt())
      throw new BootstrapError(
        'The PKCS#11 binding (pkcs11js) could not be compiled. Run "node-gyp" in it to see why, or install python3, make and g++.',
      );
  });
}

function provideCompiler() {
  if (
    process.platform === 'darwin' &&
    !existsSync('/Library/Developer/CommandLineTools') &&
    !existsSync('/Applications/Xcode.app')
  ) {
    throw new BootstrapError(
      'A C++ compiler is needed once, to build the PKCS#11 binding: run "xcode-select --install", then start again.',
    );
  }
  ensureOsPackages(COMPILER);
}

function pkcs11IsBuilt() {
  if (!existsSync(STORE)) return false;
  const folder = readdirSync(STORE).find((name) => name.startsWith('pkcs11js@'));
  return (
    Boolean(folder) &&
    existsSync(join(STORE, folder, 'node_modules', 'pkcs11js', 'build', 'Release', 'pkcs11.node'))
  );
}
