import { readdirSync, readFileSync } from 'node:fs';

interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** Proportional set size: memory that several processes share (PostgreSQL's buffers) is counted once in all. */
  readonly ownBytes: number;
  readonly command: string;
}

/** Linux only: elsewhere there is no /proc and the list is empty. */
function processes(): ProcessRow[] {
  let entries: string[];
  try {
    entries = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return entries.flatMap((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const rollup = readFileSync(`/proc/${name}/smaps_rollup`, 'utf8');
      const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
      const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      return [{ pid: Number(name), parent, ownBytes: kilobytes * 1024, command }];
    } catch {
      return []; // it ended between the listing and the reading
    }
  });
}

/** `rootPid` and everything below it. */
export function processesBelow(rootPid: number): readonly ProcessRow[] {
  const all = processes();
  const children = Map.groupBy(all, (row) => row.parent);
  const found = all.filter((row) => row.pid === rootPid);
  for (const row of found) found.push(...(children.get(row.pid) ?? []));
  return found;
}

/** Memory of `rootPid` and everything below it, and the same by command. */
export function treeMemory(rootPid: number): { totalBytes: number; byCommand: Record<string, number> } {
  const byCommand: Record<string, number> = {};
  let totalBytes = 0;
  for (const row of processesBelow(rootPid)) {
    totalBytes += row.ownBytes;
    const name = /([\w-]+)\.(?:m?js)/.exec(row.command)?.[1] ?? row.command.split(' ')[0] ?? '?';
    byCommand[name] = (byCommand[name] ?? 0) + row.ownBytes;
  }
  return { totalBytes, byCommand };
}

/** Samples the tree every 100 ms while `work` runs. */
export async function withPeakMemory<T>(
  rootPid: number,
  work: () => Promise<T>,
): Promise<{ result: T; beforeMb: number; peakMb: number }> {
  const megabytes = (): number => Math.round(treeMemory(rootPid).totalBytes / 1e6);
  const beforeMb = megabytes();
  let peakMb = beforeMb;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, megabytes());
  }, 100);
  try {
    return { result: await work(), beforeMb, peakMb };
  } finally {
    clearInterval(timer);
  }
}
