import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { TokenError } from './token-error.js';

/** A batch takes milliseconds; whoever holds the lock this long was killed, or its disk hangs. */
const staleMs = 30_000;
const giveUpMs = 2 * staleMs;
const firstPauseMs = 1;
const longestPauseMs = 20;
const heldHere = new Set<string>();

/**
 * Runs `work` while no other process writes to the file: two sealers may share a journal, one that is being replaced may
 * still be at its last signature, and the command line writes to it too. A file is made by one process only, on every file system.
 *
 * @throws TokenError `token-journal-unwritable`
 */
export async function withJournalLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  await take(lock);
  try {
    return await work();
  } finally {
    heldHere.delete(lock);
    rmSync(lock, { force: true });
  }
}

async function take(lock: string): Promise<void> {
  const startedMs = performance.now();
  for (let pauseMs = firstPauseMs; !tryTake(lock); pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    if (performance.now() - startedMs > giveUpMs) {
      throw new TokenError(
        'token-journal-unwritable',
        `Another process holds the token journal and does not let go; when none is at work, remove ${JSON.stringify(lock)}.`,
      );
    }
    await wait(pauseMs);
  }
}

function tryTake(lock: string): boolean {
  try {
    writeFileSync(lock, `${hostname()} ${process.pid}`, { flag: 'wx', mode: 0o600 });
    // In the same breath: another writer of this process would take it for one that was left behind.
    heldHere.add(lock);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (isStale(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** Left behind by a process that was killed in the middle. */
function isStale(lock: string): boolean {
  const found = statSync(lock, { throwIfNoEntry: false });
  if (!found) return false;
  if (Date.now() - found.mtimeMs > staleMs) return true;
  const [host, pid] = readHolder(lock);
  if (host !== hostname() || !pid) return false;
  // In a container the process before this one often had the same number.
  return pid === process.pid ? !heldHere.has(lock) : !isAlive(pid);
}

function readHolder(lock: string): [host: string, pid: number] {
  try {
    const [host = '', pid = ''] = readFileSync(lock, 'utf8').split(' ');
    return [host, Number(pid)];
  } catch {
    // Its holder was done in this moment.
    return ['', 0];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
