import { setTimeout as sleep } from 'node:timers/promises';
import { type Spread, spreadOf } from './statistics.js';

export interface ArrivalResult {
  readonly ratePerS: number;
  readonly seconds: number;
  readonly latency: Spread;
  readonly errors: number;
}

/**
 * Open-loop load: requests start at even times whether or not earlier ones have answered, and a request's latency counts
 * from the moment it was due. A closed loop would hide queueing by slowing down with the server.
 */
export async function evenArrivals(
  request: () => Promise<void>,
  { ratePerS, seconds }: { ratePerS: number; seconds: number },
): Promise<ArrivalResult> {
  const total = Math.round(ratePerS * seconds);
  const startedAtMs = performance.now();
  const samples: number[] = [];
  let errors = 0;
  const running: Promise<void>[] = [];
  for (let index = 0; index < total; index += 1) {
    const dueAtMs = startedAtMs + (index * 1000) / ratePerS;
    const waitMs = dueAtMs - performance.now();
    if (waitMs > 0.5) await sleep(waitMs);
    running.push(
      request().then(
        () => {
          samples.push(performance.now() - dueAtMs);
        },
        () => {
          errors += 1;
        },
      ),
    );
  }
  await Promise.all(running);
  return { ratePerS, seconds, latency: spreadOf(samples.length > 0 ? samples : [Number.NaN]), errors };
}
