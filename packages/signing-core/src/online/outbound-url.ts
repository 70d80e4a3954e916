import { isIP } from 'node:net';
import { SigningError } from '../errors.js';
import { isPublicAddress } from './outbound-address.js';

/** What an operator permits beyond the public Internet. */
export interface OutboundPolicy {
  /** Host names or addresses that may be private, as they stand in a URL; `name:port` for one port only. */
  readonly allowHosts?: readonly string[];
}

const DEFAULT_PORT: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Reads and judges a URL before anything is looked up. Throws `outbound-url-refused`. */
export function readOutboundUrl(text: string, policy: OutboundPolicy): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !(url.protocol in DEFAULT_PORT)) throw refused('Only http and https addresses can be asked.');
  if (url.username || url.password) throw refused('An address with a user name in it is not asked.');
  // The URL parser has turned decimal, octal and hexadecimal spellings into dotted ones here.
  const host = bareHost(url);
  if (isIP(host) !== 0 && !isPublicAddress(host) && !isAllowedHost(url, policy))
    throw refused(`The address ${host} is not on the public Internet.`);
  return url;
}

/** Whether an operator named this host (or this host with this port). */
export function isAllowedHost(url: URL, { allowHosts = [] }: OutboundPolicy): boolean {
  const port = url.port || DEFAULT_PORT[url.protocol];
  const names = [bareHost(url), url.hostname].flatMap((host) => [host, `${host}:${port}`]);
  return allowHosts.some((allowed) => names.includes(allowed.toLowerCase()));
}

/** Host name without the brackets of an IPv6 address and without a trailing dot. */
export function bareHost(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/[.]$/, '')
    .toLowerCase();
}

export const refused = (message: string): SigningError => new SigningError('outbound-url-refused', message);
