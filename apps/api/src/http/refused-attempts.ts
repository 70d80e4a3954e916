import { RateLimiter } from './rate-limiter.js';

/** The first few of equal refusals are written, then one every ten minutes. */
const WRITTEN = { burst: 5, perMinute: 0.1 };
const MAX_COUNTS = 50_000;

/**
 * Refused attempts are worth knowing, and the record keeps what it is given for ever: a stranger must not be able to fill
 * it. So of many equal attempts some are written, each with the number of those before it that were not. The counts
 * live in this process's memory; after a restart the number is too low, never too high.
 */
export class RefusedAttempts {
  private readonly limiter: RateLimiter;
  private readonly unwritten = new Map<string, number>();

  constructor(nowMs?: () => number) {
    this.limiter = new RateLimiter(WRITTEN, nowMs);
  }

  /** @param key what makes attempts equal. @returns null when this one is not to be written, else the members to write. */
  admit(key: string): { unwrittenCount?: number } | null {
    const unwritten = this.unwritten.get(key) ?? 0;
    this.unwritten.delete(key);
    if (this.limiter.tryTake(key) === 0) return unwritten === 0 ? {} : { unwrittenCount: unwritten };
    this.unwritten.set(key, unwritten + 1);
    this.forgetOldest();
    return null;
  }

  private forgetOldest(): void {
    if (this.unwritten.size <= MAX_COUNTS) return;
    const oldest = this.unwritten.keys().next().value;
    if (oldest !== undefined) this.unwritten.delete(oldest);
  }
}
