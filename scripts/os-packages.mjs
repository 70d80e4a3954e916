// Programs that come from the operating system's package manager: installed when missing, saying so, never asking.
// Runs during the bootstrap too: no dependency, Node 20.
import { findProgram } from './processes/find-program.mjs';
import { BootstrapError } from './toolchain/bootstrap-error.mjs';
import { runQuietly } from './toolchain/run-quietly.mjs';

/**
 * @typedef {{ what: string, programs?: string[], isThere?: () => boolean, apt: string[], brew: string[], instead?: string }} OsProgram
 *   `isThere` where it is no program but a library; `instead`: how to do without ("set REDIS_URL …")
 */

/**
 * Installs what is missing of `wanted`; returns the names of the installed packages.
 * Throws {@link BootstrapError} with one sentence when it cannot.
 *
 * @param {OsProgram[]} wanted
 * @returns {string[]}
 */
export function ensureOsPackages(wanted) {
  const missing = wanted.filter((one) => !isThere(one));
  if (missing.length === 0) return [];
  const installer = packageInstaller();
  if (!installer) throw new BootstrapError(cannotInstall(missing));
  const packages = missing.flatMap((one) => one[installer.name]);
  if (packages.length > 0) {
    console.error(`Installing ${packages.join(' ')} with ${installer.title} …`);
    installer.install(packages, cannotInstall(missing));
  }
  const still = missing.filter((one) => !isThere(one));
  if (still.length > 0) throw new BootstrapError(cannotInstall(still));
  return packages;
}

function isThere({ programs, isThere: check }) {
  return check ? check() : findProgram(programs ?? []) !== null;
}

function cannotInstall(missing) {
  const names = missing.map(({ what }) => what).join(', ');
  const packages = missing.flatMap(({ apt }) => apt).join(' ');
  const instead = missing.flatMap(({ instead: way }) => way ?? []).join('; ');
  return `Missing on this machine: ${names}. Install it (Debian/Ubuntu: apt-get install ${packages})${instead ? `, or ${instead}` : ''}, then start again.`;
}

function packageInstaller() {
  if (process.platform === 'darwin')
    return findProgram(['brew']) ? { name: 'brew', title: 'brew', install: brewInstall } : null;
  if (!findProgram(['apt-get'])) return null;
  if (process.getuid?.() === 0)
    return { name: 'apt', title: 'apt-get', install: (...args) => aptInstall([], ...args) };
  if (!findProgram(['sudo'])) return null;
  // With a terminal sudo may ask for the password it needs; without one it must fail at once instead of waiting.
  const sudo = process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
  return { name: 'apt', title: 'sudo apt-get', install: (...args) => aptInstall(sudo, ...args) };
}

function brewInstall(packages, failure) {
  runQuietly('brew', ['install', ...packages], { failure });
}

function aptInstall(prefix, packages, failure) {
  const aptGet = (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    runQuietly(command, rest, { failure, stdin: prefix.length > 0 ? 'inherit' : 'ignore' });
  };
  const install = () =>
    aptGet('install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=180', ...packages);
  try {
    install();
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error;
    // A fresh machine has no package lists yet, an old one lists versions that are gone.
    aptGet('update');
    install();
  }
}
