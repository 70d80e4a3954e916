import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { REPOSITORY } from './paths.mjs';

const LOCK = join(
  tmpdir(),
  `sealwright-bootstrap-${createHash('sha256').update(REPOSITORY).digest('hex').slice(0, 16)}.lock`,
);
const WAIT_MS = 250;

/**
 * Runs `work` while no other process of this repository installs: two commands started together in a fresh clone
 * would otherwise write into the same node_modules.
 *
 * @template T
 * @param {() => T} work
 * @returns {Promise<T>}
 */
export async function withBootstrapLock(work) {
  while (!takeLock()) await sleep(WAIT_MS);
  try {
    return work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function takeLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!ownerIsAlive()) rmSync(LOCK, { force: true });
    return false;
  }
}

function ownerIsAlive() {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')) || 0, 0);
    return true;
  } catch (error) {
    // EPERM: alive, but another user's.
    return error.code === 'EPERM';
  }
}
