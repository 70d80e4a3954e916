import { readFileSync } from 'node:fs';
import { CliError } from '../../terminal/cli-error.js';
import { processesBelow } from '../process-memory.js';

/** Resident memory in megabytes (10⁶ bytes), looked at every 50 ms while something is done. */
export interface PeakMemory {
  readonly apiBeforeMb: number;
  readonly apiPeakMb: number;
  /** Of all children of the api together: those that read files, one or more at a time. */
  readonly childrenPeakMb: number;
}

const EVERY_MS = 50;
const API = /apps\/api\/dist\/main\.js/;

/** @throws CliError `bench-process-missing` where there is no /proc to look at */
export async function withApiMemory<T>(
  rootPid: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly memory: PeakMemory }> {
  const api = processesBelow(rootPid).find(({ command }) => API.test(command));
  if (api === undefined)
    throw new CliError('bench-process-missing', 'The api’s process was not found in /proc.');
  const apiBeforeMb = residentMb(api.pid);
  let apiPeakMb = apiBeforeMb;
  let childrenPeakMb = 0;
  const timer = setInterval(() => {
    apiPeakMb = Math.max(apiPeakMb, residentMb(api.pid));
    const together = childrenOf(api.pid).reduce((sum, pid) => sum + residentMb(pid), 0);
    childrenPeakMb = Math.max(childrenPeakMb, together);
  }, EVERY_MS);
  try {
    const result = await work();
    return { result, memory: { apiBeforeMb, apiPeakMb, childrenPeakMb } };
  } finally {
    clearInterval(timer);
  }
}

/** Asked of the kernel alone: going through all of /proc twenty times a second would be a load of its own. */
function childrenOf(pid: number): number[] {
  try {
    const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return listed === '' ? [] : listed.split(' ').map(Number);
  } catch {
    return [];
  }
}

/** 0 when it has ended. */
function residentMb(pid: number): number {
  try {
    const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    return Math.round((kilobytes * 1024) / 1e6);
  } catch {
    return 0;
  }
}
