import { join } from 'node:path';
import { logTail } from '../processes/log-tail.mjs';
import { waitUntil } from '../processes/wait-until.mjs';

const TIMEOUT_MS = 120_000;
const CRASHES_UNTIL_GIVING_UP = 3;

/**
 * Waits until the platform answers through its own front door: /readyz all well, and the web's first page.
 * Throws with the failing checks, or with the last log lines of a process that keeps ending.
 *
 * @param {{ origin: string, processes: import('./process-set.mjs').ProcessSet, logsDir: string,
 *           signal?: AbortSignal }} options
 */
export async function waitUntilReady({ origin, processes, logsDir, signal }) {
  const givenUp = () => {
    signal?.throwIfAborted();
    const name = processes.failing(CRASHES_UNTIL_GIVING_UP);
    return name
      ? `the ${name} process keeps ending. Its last words:\n${logTail(join(logsDir, `${name}.log`), 8)}`
      : null;
  };
  await waitUntil(() => readyz(origin), {
    timeoutMs: TIMEOUT_MS,
    everyMs: 200,
    failure: 'The platform did not become ready',
    givenUp,
  });
  await waitUntil(() => firstPage(origin), {
    timeoutMs: TIMEOUT_MS,
    everyMs: 200,
    failure: 'The web pages did not become ready',
    givenUp,
  });
}

async function readyz(origin) {
  const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(10_000) });
  if (answer.status === 200) return true;
  const { checks } = await answer.json();
  const failing = Object.entries(checks ?? {}).filter(([, { state }]) => state === 'fail');
  throw new Error(
    failing.map(([name, { detail }]) => `${name}: ${detail}`).join('; ') ||
      `/readyz answers ${answer.status}`,
  );
}

async function firstPage(origin) {
  const answer = await fetch(origin, { signal: AbortSignal.timeout(10_000), redirect: 'manual' });
  if (answer.status >= 500) throw new Error(`the first page answers ${answer.status}`);
  return true;
}
