import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PREFIX = 'sealwright-office-';
/** Longer than any run: a folder this old belongs to nobody, whatever process has its owner's number now. */
const OLDEST_MS = 10 * 60_000;

/** Folders of this process that are in use. */
const inUse = new Set<string>();

/** A folder for one run, readable by nobody else; its name says which process it belongs to. */
export function makeWorkFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  inUse.add(folder);
  return folder;
}

export function removeWorkFolder(folder: string): void {
  inUse.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes what processes that were killed left behind. */
export function sweepWorkFolders(parent: string, nowMs: number): void {
  for (const name of namesIn(parent)) {
    const [, owner] = /^sealwright-office-(\d+)-/.exec(name) ?? [];
    const folder = join(parent, name);
    if (owner === undefined || inUse.has(folder)) continue;
    if (!isOfAnother(Number(owner)) || isOld(folder, nowMs)) removeWorkFolder(folder);
  }
}

/** A number of our own that is not in use is that of the process before us: in a container they are often the same. */
function isOfAnother(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isOld(folder: string, nowMs: number): boolean {
  try {
    return nowMs - statSync(folder).mtimeMs > OLDEST_MS;
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
