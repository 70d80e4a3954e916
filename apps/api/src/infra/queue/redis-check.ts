import { Redis } from 'ioredis';
import type { PlatformCheck } from '../../ports/platform-checks.js';
import { bellConnection } from './redis-connection.js';

/** Asks Redis for a sign of life over a connection of its own. Losing Redis costs seconds, not work: a warning. */
export class RedisCheck {
  private readonly redis: Redis;

  constructor(redisUrl: string) {
    const { url: _url, ...options } = bellConnection(redisUrl);
    this.redis = new Redis(redisUrl, options);
    // Without a listener the loss of Redis would end the process.
    this.redis.on('error', () => undefined);
  }

  async check(): Promise<PlatformCheck> {
    try {
      await this.redis.ping();
      return { state: 'ok', detail: 'Redis answers.' };
    } catch {
      return { state: 'warn', detail: 'Redis does not answer; work goes on at the pace of the sweep.' };
    }
  }

  close(): void {
    this.redis.disconnect();
  }
}
