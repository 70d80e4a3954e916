import type { Problem } from '@/api/problem';

const firstMs = 1_000;
const mostMs = 60_000;
/** A server may ask for more than our own steps, within reason: a wrong header must not park a file for hours. */
const mostAskedForMs = 300_000;

/**
 * How long to wait before the next try: what the server asks for, and at least one second, doubled with each try that
 * failed before, up to a minute.
 *
 * @param triesBefore how often it failed before this time.
 */
export function waitMs(triesBefore: number, { retryAfterS = 0 }: Problem): number {
  const ours = Math.min(mostMs, firstMs * 2 ** Math.min(triesBefore, 10));
  return Math.max(ours, Math.min(mostAskedForMs, retryAfterS * 1_000));
}

/** What a fault says about the way ahead: nobody answered, the server has too much to do, or another try by itself is no use. */
export function hindranceOf({ status }: Problem): 'unreachable' | 'busy' | null {
  // 502 and 504 come from what stands before a server that is away or starting.
  if (status === 0 || status === 502 || status === 504) return 'unreachable';
  return status === 429 || status === 503 ? 'busy' : null;
}
