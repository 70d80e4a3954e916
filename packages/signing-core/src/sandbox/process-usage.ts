import { readFile } from 'node:fs/promises';

const PAGE_BYTES = 4_096;

/** Memory a process holds now, by the kernel's account; 0 where the kernel does not tell. */
export async function residentBytesOf(pid: number | undefined): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES;
}

/** Bytes a process has written so far, to its pipes too (proc(5), `io`); 0 where the kernel does not tell. */
export async function writtenBytesOf(pid: number | undefined): Promise<number> {
  const io = await readFile(`/proc/${pid}/io`, 'utf8').catch(() => '');
  return Number(/^wchar: (\d+)$/m.exec(io)?.[1] ?? 0);
}

export interface ProcessorTime {
  readonly ranMs: number;
  /** It was ready to run, and others ran: the time a busy machine kept from it. */
  readonly waitedMs: number;
}

/** Of a process so far (proc(5), `schedstat`); zeros where the kernel does not tell. */
export async function processorTimeOf(pid: number | undefined): Promise<ProcessorTime> {
  const schedstat = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '');
  const [ran = 0, waited = 0] = schedstat.split(' ').map(Number);
  return { ranMs: ran / 1_000_000, waitedMs: waited / 1_000_000 };
}
