import type { ProcessorTime } from './process-usage.js';

/** On the busiest machine, unless told otherwise. */
const MOST_WALL_MS = 30_000;
/** To be kept from running for less is the ordinary way of a machine. */
const STARVED_FROM_MS = 500;

export interface TaskTime {
  /** Enough for the task where nothing else runs. */
  readonly wallMs: number;
  /** Processor time of the task; who has used it up is to blame. Default `wallMs`. */
  readonly cpuMs?: number;
  /** When the task ends in any case, however busy the machine. Default 30 s. */
  readonly mostWallMs?: number;
}

/**
 * Null while a task may go on. `timed-out` is a fact about its file, `busy` one about the machine: other programs kept the task
 * from using the processor time that is its due.
 */
export function endOfTime(
  { wallMs, cpuMs = wallMs, mostWallMs = MOST_WALL_MS }: TaskTime,
  { tookMs, ranMs, waitedMs }: ProcessorTime & { readonly tookMs: number },
): 'timed-out' | 'busy' | null {
  if (ranMs >= cpuMs) return 'timed-out';
  if (tookMs < wallMs) return null;
  if (waitedMs < STARVED_FROM_MS) return 'timed-out';
  return tookMs < mostWallMs ? null : 'busy';
}
