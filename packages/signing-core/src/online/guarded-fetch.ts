import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { SigningError } from '../errors.js';
import { isAllowedHost, type OutboundPolicy, readOutboundUrl } from './outbound-url.js';
import { publicLookup, type ResolveHost } from './public-lookup.js';
import { type Reply, readReply } from './read-reply.js';

export interface GuardedFetchOptions extends OutboundPolicy {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Everything together: looking up, connecting, redirects, reading. 10 seconds when absent. */
  readonly timeLimitMs?: number;
  /** 1 MiB when absent. */
  readonly maxBytes?: number;
  /** Each is judged like the first address. None when absent; a POST or PUT is never redirected. */
  readonly maxRedirects?: number;
  /** Statuses that are accepted; 200 when absent. */
  readonly statuses?: readonly number[];
  /** Media types that are accepted; any when absent. */
  readonly contentTypes?: readonly string[];
  readonly signal?: AbortSignal;
  /** Instead of the system's; for tests. */
  readonly resolveHost?: ResolveHost;
}

export interface GuardedReply {
  /** Where the body came from, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly body: Uint8Array;
}

const DEFAULT_TIME_LIMIT_MS = 10_000;
const DEFAULT_MAX_BYTES = 1024 * 1024;

/**
 * The only way out of this library. Asks http and https addresses on the public Internet and those an operator named,
 * never a private one, whatever its name resolves to at the moment of connecting; no proxy, no cookies, no connection is kept.
 * Answers 200 replies, and others only where they were asked for. Throws `outbound-url-refused` for where it will not go, `outbound-request-failed` otherwise.
 */
export async function guardedFetch(
  address: string,
  options: GuardedFetchOptions = {},
): Promise<GuardedReply> {
  const limit = AbortSignal.timeout(options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  let url = readOutboundUrl(address, options);
  for (let redirects = 0; ; redirects++) {
    const reply = await send(url, options, signal);
    if ('body' in reply) return { url: url.href, ...reply };
    const mayFollow = (options.method ?? 'GET') === 'GET' && redirects < (options.maxRedirects ?? 0);
    if (!mayFollow || !URL.canParse(reply.location, url.href))
      throw new SigningError('outbound-request-failed', `${url.host} redirects somewhere else.`);
    const next = readOutboundUrl(new URL(reply.location, url).href, options);
    // A name an operator permitted must not be a bridge to the next private host, nor https become http.
    if (url.protocol === 'https:' && next.protocol === 'http:')
      throw new SigningError('outbound-request-failed', `${url.host} redirects to an address without TLS.`);
    url = next;
  }
}

function send(url: URL, options: GuardedFetchOptions, signal: AbortSignal): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(explainFailure(error, url, signal));
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: options.method ?? 'GET',
      headers: { ...options.headers, ...(options.body ? { 'content-length': options.body.length } : {}) },
      // A kept connection would be reused without its address being judged again.
      agent: false,
      signal,
      ...(isAllowedHost(url, options) ? {} : { lookup: publicLookup(options.resolveHost) }),
    });
    request.on('error', fail);
    request.on('response', (response) => {
      const { maxBytes = DEFAULT_MAX_BYTES, contentTypes = null, statuses = [200] } = options;
      readReply(response, url, { maxBytes, contentTypes, statuses }).then(resolve, (error: unknown) => {
        // Nothing more is read from somebody who sends too much.
        request.destroy();
        fail(error);
      });
    });
    request.end(options.body);
  });
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'it refused the connection',
  ECONNRESET: 'it broke the connection off',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it did not answer in time',
};

function explainFailure(error: unknown, url: URL, signal: AbortSignal): SigningError {
  if (error instanceof SigningError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isTls = code.includes('CERT') || code.startsWith('ERR_TLS') || code.includes('SSL');
  const known = isTls ? 'its TLS certificate or connection is not accepted' : CAUSES[code];
  const why = signal.aborted ? 'it did not answer in time' : (known ?? 'the connection failed');
  const message = `${url.host} could not be asked: ${why}.`;
  return new SigningError('outbound-request-failed', message, { cause: error });
}
