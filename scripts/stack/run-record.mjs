import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSameProcess, processIdentity } from '../processes/process-identity.mjs';
import { waitUntil } from '../processes/wait-until.mjs';

const STOP_TIMEOUT_MS = 90_000;

/**
 * `run/stack.json`: who runs this instance and which processes belong to it, so that another command can find the
 * platform, stop it, and clear up after a `kill -9`.
 *
 * @typedef {{ pid: number, identity: string | null, state: 'starting' | 'ready', publicUrl: string,
 *             inboxUrl: string | null, senderEmail: string, startedAt: string,
 *             processes: Record<string, { pid: number, identity: string | null }> }} RunRecord
 */

/** @param {string} runDir @returns {RunRecord | null} */
export function readRunRecord(runDir) {
  const file = join(runDir, 'stack.json');
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** True while the command that started this instance is alive. */
export function isRunning(record) {
  return record !== null && isSameProcess(record.pid, record.identity);
}

/**
 * Begins the record of this process's run.
 *
 * @returns {{ update: (changes: Partial<RunRecord>) => void, addProcess: (name: string, pid: number) => void, remove: () => void }}
 */
export function beginRunRecord(runDir, facts) {
  const file = join(runDir, 'stack.json');
  const record = {
    pid: process.pid,
    identity: processIdentity(process.pid),
    state: 'starting',
    startedAt: new Date().toISOString(),
    processes: {},
    ...facts,
  };
  const write = () => {
    writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  };
  write();
  return {
    update(changes) {
      Object.assign(record, changes);
      write();
    },
    addProcess(name, pid) {
      record.processes[name] = { pid, identity: processIdentity(pid) };
      write();
    },
    remove: () => rmSync(file, { force: true }),
  };
}

/** Ends what a killed run left behind. Returns the names of the processes that were still there. */
export async function stopLeftovers(runDir) {
  const record = readRunRecord(runDir);
  const left = Object.entries(record?.processes ?? {}).filter(([, { pid, identity }]) =>
    isSameProcess(pid, identity),
  );
  for (const [name, { pid }] of left) process.kill(-pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  await waitUntil(() => left.every(([, { pid, identity }]) => !isSameProcess(pid, identity)), {
    timeoutMs: STOP_TIMEOUT_MS,
    failure: 'Processes of an earlier start do not end',
  });
  rmSync(join(runDir, 'stack.json'), { force: true });
  return left.map(([name]) => name);
}

/** Asks the running instance to stop and waits until it has. Returns false when none was running. */
export async function stopRunning(runDir) {
  const record = readRunRecord(runDir);
  const wasRunning = isRunning(record);
  if (wasRunning) {
    process.kill(record.pid, 'SIGTERM');
    await waitUntil(() => !isRunning(record), {
      timeoutMs: STOP_TIMEOUT_MS,
      everyMs: 100,
      failure: 'Sealwright does not stop',
    });
  }
  const left = await stopLeftovers(runDir);
  return wasRunning || left.length > 0;
}
