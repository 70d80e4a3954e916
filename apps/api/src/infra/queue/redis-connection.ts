import type { RedisOptions } from 'bullmq';

/** All keys of this platform, so that it can share a Redis. */
export const KEY_PREFIX = 'sealwright';

/** For ringing: gives up on a command after one new connection was tried, since nobody waits for a bell. */
export function bellConnection(redisUrl: string): RedisOptions {
  return { url: redisUrl, maxRetriesPerRequest: 1, retryStrategy };
}

/** For listening: waits as long as it takes, and comes back by itself. */
export function listenerConnection(redisUrl: string): RedisOptions {
  return { url: redisUrl, maxRetriesPerRequest: null, retryStrategy };
}

function retryStrategy(times: number): number {
  return Math.min(100 * 2 ** Math.min(times, 5), 2_000);
}
