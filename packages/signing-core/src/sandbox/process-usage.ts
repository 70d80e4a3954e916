import { readFile } from 'node:fs/promises';

const PAGE_BYTES = 4_096;

/** Memory a process holds now, by the kernel's account; 0 where the kernel does not tell. */
export async function residentBytesOf(pid: number | undefined): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES;
}

/**
 * How long a process was ready to run so far and others ran (proc(5), `schedstat`): the time a busy machine kept from it.
 * 0 where the kernel does not tell.
 */
export async function waitedForProcessorMs(pid: number | undefined): Promise<number> {
  const schedstat = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '');
  return Number(schedstat.split(' ')[1] ?? 0) / 1_000_000;
}
