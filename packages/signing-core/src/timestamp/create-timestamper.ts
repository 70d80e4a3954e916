import { SigningError } from '../errors.js';
import { readTrustedRoots } from '../x509/trusted-roots.js';
import { type AcceptOptions, acceptReply } from './accept-reply.js';
import type { TimestampAuthority } from './authority.js';
import { encodeRequest } from './request.js';
import { type TimestampFailure, timestampRefusal } from './timestamp-refusal.js';
import type { Timestamper, TimestampImprint, TimestampToken } from './token.js';

export interface TimestamperOptions {
  /** Roots that timestamp authorities lead to; each PEM text may hold several. */
  readonly trustedRootsPem: readonly string[];
  /** Intermediate certificates of authorities that leave them out of their tokens. */
  readonly otherCertificatesDer?: readonly Uint8Array[];
  /** Our own clock, which the token's time must agree with. */
  readonly now?: () => Date;
  /** How long one authority may take; 15 seconds when absent. */
  readonly timeLimitMs?: number;
  /** How far the token's time may be from ours; 5 minutes when absent. */
  readonly maxSkewMs?: number;
  /** Told of each authority that failed, before the next one is asked. */
  readonly onFailure?: (authority: TimestampAuthority, error: SigningError) => void;
}

const DEFAULT_TIME_LIMIT_MS = 15_000;
const DEFAULT_MAX_SKEW_MS = 5 * 60_000;

/**
 * Asks the authorities in their order until one answers with a token that withstands every check. Throws
 * `timestamp-unavailable` (with the cause of each) when none does, `timestamp-invalid` when all of them answered with
 * something wrong; there is never a token that was not checked. Throws `trust-root-invalid` at once.
 */
export function createTimestamper(
  authorities: readonly TimestampAuthority[],
  options: TimestamperOptions,
): Timestamper {
  const accept: AcceptOptions = {
    roots: readTrustedRoots(options.trustedRootsPem),
    otherCertificatesDer: options.otherCertificatesDer ?? [],
    now: options.now ?? (() => new Date()),
    maxSkewMs: options.maxSkewMs ?? DEFAULT_MAX_SKEW_MS,
  };
  const timeLimitMs = options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS;
  return async (imprint) => {
    const failures: TimestampFailure[] = [];
    for (const authority of authorities) {
      try {
        return await requestToken(authority, imprint, accept, timeLimitMs);
      } catch (error) {
        const failure = toSigningError(error);
        failures.push({ authorityName: authority.name, error: failure });
        options.onFailure?.(authority, failure);
      }
    }
    throw timestampRefusal(failures);
  };
}

async function requestToken(
  authority: TimestampAuthority,
  imprint: TimestampImprint,
  accept: AcceptOptions,
  timeLimitMs: number,
): Promise<TimestampToken> {
  const request = encodeRequest(imprint, authority.policyOid);
  const replyDer = await withinTime(timeLimitMs, (signal) => authority.respond(request.der, signal));
  return acceptReply(replyDer, { authority, imprint, nonceHex: request.nonceHex }, accept);
}

/** Also stops waiting for an authority that does not heed the signal. */
async function withinTime<Value>(
  limitMs: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const seconds = Math.round(limitMs / 100) / 10;
      reject(new SigningError('timestamp-unavailable', `It did not answer within ${seconds} seconds.`));
      controller.abort();
    }, limitMs);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function toSigningError(error: unknown): SigningError {
  if (error instanceof SigningError) return error;
  return new SigningError('timestamp-unavailable', 'It could not be reached.', { cause: error });
}
