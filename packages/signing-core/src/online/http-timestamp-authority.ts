import type { TimestampAuthority } from '../timestamp/authority.js';
import { guardedFetch } from './guarded-fetch.js';
import { type OutboundPolicy, readOutboundUrl } from './outbound-url.js';

export interface HttpTimestampOptions extends OutboundPolicy {
  readonly url: string;
  /** The URL's host when absent. */
  readonly name?: string;
  readonly policyOid?: string;
  /** For authorities that want an account, such as `Authorization`. They stay out of every error. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeLimitMs?: number;
}

const MAX_REPLY_BYTES = 64 * 1024;

/** A timestamp authority over HTTP (RFC 3161 § 3.4). Throws `outbound-url-refused` at once for a URL that may not be asked. */
export function httpTimestampAuthority(options: HttpTimestampOptions): TimestampAuthority {
  const { policyOid, allowHosts = [] } = options;
  const url = readOutboundUrl(options.url, { allowHosts });
  return {
    name: options.name ?? url.host,
    ...(policyOid ? { policyOid } : {}),
    respond: async (requestDer, signal) => {
      const { body } = await guardedFetch(url.href, {
        method: 'POST',
        headers: {
          ...options.headers,
          'content-type': 'application/timestamp-query',
          accept: 'application/timestamp-reply',
        },
        body: requestDer,
        maxBytes: MAX_REPLY_BYTES,
        contentTypes: ['application/timestamp-reply', 'application/timestamp-response'],
        ...(options.timeLimitMs ? { timeLimitMs: options.timeLimitMs } : {}),
        allowHosts,
        signal,
      });
      return body;
    },
  };
}
