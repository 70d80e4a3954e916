import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const STABLE_AFTER_MS = 60_000;

/**
 * Keeps one process running: when it ends by itself it is started again, at once the first time and ever more slowly
 * while it keeps ending, until `stop()`.
 *
 * @param {{ name: string,
 *           start: () => Promise<{ pid: number, exited: Promise<string>, stop: () => Promise<void> }>,
 *           onStart?: (pid: number) => void, onEnd?: (reason: string, pauseMs: number) => void }} options
 * @returns {Promise<{ name: string, pid: () => number, crashes: () => number, stop: () => Promise<void> }>}
 *   resolves when it runs for the first time; rejects when it cannot be started at all
 */
export async function supervise({ name, start, onStart, onEnd }) {
  const stopping = new AbortController();
  let crashes = 0;
  let current = await start();
  onStart?.(current.pid);
  const watching = watch();

  async function watch() {
    let pauseMs = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      const startedAtMs = performance.now();
      const reason = await current.exited;
      if (stopping.signal.aborted) return;
      crashes += 1;
      if (performance.now() - startedAtMs > STABLE_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      onEnd?.(reason, pauseMs);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      if (!stopping.signal.aborted) await startAgain();
    }
  }

  async function startAgain() {
    try {
      current = await start();
      onStart?.(current.pid);
      // stop() may have been called while it was starting.
      if (stopping.signal.aborted) await current.stop();
    } catch (error) {
      current = { pid: 0, exited: Promise.resolve(error.message), stop: async () => {} };
    }
  }

  return {
    name,
    pid: () => current.pid,
    crashes: () => crashes,
    async stop() {
      stopping.abort();
      await current.stop();
      await watching;
    },
  };
}
