import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Polls `attempt` until it returns a truthy value and returns that value. Throws `Error(failure)` with the last reason
 * after `timeoutMs`, or as soon as `givenUp()` returns a reason (for example: the process has ended).
 *
 * @template T
 * @param {() => Promise<T> | T} attempt
 * @param {{ timeoutMs: number, everyMs?: number, failure: string, givenUp?: () => string | null | undefined }} options
 * @returns {Promise<NonNullable<T>>}
 */
export async function waitUntil(attempt, { timeoutMs, everyMs = 50, failure, givenUp }) {
  const deadlineMs = performance.now() + timeoutMs;
  let lastReason = `not ready after ${Math.round(timeoutMs / 1000)} s`;
  for (;;) {
    try {
      const value = await attempt();
      if (value) return value;
    } catch (error) {
      lastReason = error instanceof Error ? error.message : String(error);
    }
    const gone = givenUp?.();
    if (gone) throw new Error(`${failure}: ${gone}`);
    if (performance.now() > deadlineMs) throw new Error(`${failure}: ${lastReason}`);
    await sleep(everyMs);
  }
}
