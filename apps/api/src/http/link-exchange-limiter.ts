import { RateLimiter } from './rate-limiter.js';

/**
 * Exchanges of links per address. Tokens have 256 bits, so this is not what keeps them safe; it keeps a guesser from
 * keeping the database busy. A whole office behind one address still gets in.
 */
export class LinkExchangeLimiter extends RateLimiter {
  constructor() {
    super({ burst: 120, perMinute: 120 });
  }
}
