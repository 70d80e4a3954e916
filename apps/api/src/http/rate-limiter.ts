import { AppError } from '../domain/app-error.js';

interface Bucket {
  tokens: number;
  atMs: number;
}

export interface RateLimit {
  /** How many may come at once. */
  readonly burst: number;
  /** How many more per minute after that. */
  readonly perMinute: number;
}

/** More callers than this are never remembered; the oldest are forgotten first. */
const MAX_BUCKETS = 50_000;

/**
 * Token buckets in the memory of this process: no Redis, so the limits hold when Redis is down (T-SESS-3). With several
 * api processes each counts for itself; the limits are chosen so that a few times as much still protects.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly limit: RateLimit,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Takes one token. @throws AppError `too-many-requests` with the seconds to wait. */
  take(key: string): void {
    const waitSeconds = this.tryTake(key);
    if (waitSeconds === 0) return;
    throw new AppError('too-many-requests', 'Too many tries; wait a moment and try again.', {
      retryAfterSeconds: waitSeconds,
    });
  }

  /** Takes one token; 0 when there was one, else the seconds until there will be. */
  tryTake(key: string): number {
    const nowMs = this.nowMs();
    const bucket = this.buckets.get(key) ?? { tokens: this.limit.burst, atMs: nowMs };
    const perMs = this.limit.perMinute / 60_000;
    const tokens = Math.min(this.limit.burst, bucket.tokens + (nowMs - bucket.atMs) * perMs);
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: nowMs });
    this.forgetOldest();
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs / 1000);
  }

  private forgetOldest(): void {
    if (this.buckets.size <= MAX_BUCKETS) return;
    const oldest = this.buckets.keys().next().value;
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
