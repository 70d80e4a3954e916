import { RateLimiter } from '../../http/rate-limiter.js';

/** Requests of the tus protocol per user: some dozens of files at once pass, in pieces of some megabytes. */
export class UploadLimiter extends RateLimiter {
  constructor() {
    super({ burst: 1_200, perMinute: 1_200 });
  }
}
