import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const START_TIME_FIELD = 22;

/**
 * What tells a process from a later one with the same number: the moment it started. Null when there is none, or when
 * only its entry is left because nobody collected it (a container without an init process).
 *
 * @param {number} pid
 * @returns {string | null}
 */
export function processIdentity(pid) {
  return existsSync('/proc/self/stat') ? identityFromProc(pid) : identityFromPs(pid);
}

/** True when `pid` is still the process that had `identity`. */
export function isSameProcess(pid, identity) {
  return identity !== null && processIdentity(pid) === identity;
}

/** proc(5): the program's name (field 2) is in brackets and may hold blanks; field 3 is the state. */
function identityFromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[START_TIME_FIELD - 3] ?? null);
  } catch {
    return null;
  }
}

function identityFromPs(pid) {
  const shown = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  return shown.status === 0 ? shown.stdout.trim() || null : null;
}
