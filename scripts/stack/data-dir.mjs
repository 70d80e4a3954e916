import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SYSTEM_DIR } from '../services/postgres-binaries.mjs';
import { REPOSITORY } from '../toolchain/paths.mjs';

const FOLDERS = ['secrets', 'blobs', 'token', 'ca', 'logs', 'run', 'inbox', 'redis'];

/**
 * The data folder that `env` chooses.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function dataDirPath(env) {
  return resolve(env.SEALWRIGHT_DATA || join(REPOSITORY, '.data'));
}

/**
 * Opens (or creates) the data folder of an instance; nobody but its owner may enter it.
 *
 * @param {string} path
 * @returns {{ root: string, postgres: string, instanceId: string } & Record<string, string>}
 */
export function openDataDir(path) {
  const root = resolve(path);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  chmodSync(root, 0o700);
  const folders = Object.fromEntries(FOLDERS.map((name) => [name, join(root, name)]));
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const instanceId = keptOnce(join(root, 'instance-id'), () => randomBytes(6).toString('hex'));
  // As root PostgreSQL runs as nobody, who may not enter the data folder.
  const postgres =
    process.getuid?.() === 0 ? join(SYSTEM_DIR, instanceId, 'postgres') : join(root, 'postgres');
  return { root, ...folders, postgres, instanceId };
}

/** Removes an instance's data, also where PostgreSQL keeps it outside the folder. */
export function removeDataDir({ root, postgres }) {
  rmSync(root, { recursive: true, force: true });
  rmSync(postgres, { recursive: true, force: true });
  const own = dirname(postgres);
  if (dirname(own) === SYSTEM_DIR) rmSync(own, { recursive: true, force: true });
}

/**
 * The content of `file`; written with `make()` when it does not exist. Never replaced: keys and passwords are in use.
 *
 * @param {string} file
 * @param {() => string} make
 */
export function keptOnce(file, make) {
  if (!existsSync(file)) writeFileSync(file, `${make()}\n`, { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}
