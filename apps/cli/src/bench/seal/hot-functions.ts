import { Session } from 'node:inspector/promises';
import { basename } from 'node:path';

/** A function by the share of samples in which it was running itself. */
export interface HotFunction {
  readonly name: string;
  readonly selfPercent: number;
}

const SHOWN = 10;
const SAMPLE_EVERY_US = 200;

/** Runs `work` under V8's sampling profiler. Native work (hashing, inflate) counts for the function that called it. */
export async function profile(work: () => Promise<void>): Promise<HotFunction[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
    await session.post('Profiler.start');
    await work();
    const { profile: taken } = await session.post('Profiler.stop');
    return hottest(taken.nodes);
  } finally {
    session.disconnect();
  }
}

interface ProfileNode {
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly hitCount?: number | undefined;
}

function hottest(nodes: readonly ProfileNode[]): HotFunction[] {
  const hits = new Map<string, number>();
  let total = 0;
  for (const { callFrame, hitCount = 0 } of nodes) {
    if (callFrame.functionName === '(idle)') continue;
    total += hitCount;
    const name = `${callFrame.functionName || '(anonymous)'} ${basename(callFrame.url)}`.trim();
    hits.set(name, (hits.get(name) ?? 0) + hitCount);
  }
  return [...hits]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, count]) => ({ name, selfPercent: Math.round((count / Math.max(1, total)) * 1000) / 10 }));
}
