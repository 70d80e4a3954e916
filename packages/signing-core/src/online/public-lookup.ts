import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './outbound-address.js';
import { refused } from './outbound-url.js';

/** Resolves a name to all its addresses; replaced in tests. */
export type ResolveHost = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

const resolveWithSystem: ResolveHost = (hostname, done) =>
  systemLookup(hostname, { all: true }, (error, addresses) => done(error, addresses ?? []));

/**
 * The look-up of the connection itself: the socket connects to exactly the addresses that were judged, so a name that
 * answers differently the second time (DNS rebinding) gains nothing. One private address refuses the whole name.
 */
export function publicLookup(resolveHost: ResolveHost = resolveWithSystem): LookupFunction {
  return (hostname, options, callback) => {
    resolveHost(hostname, (error, addresses) => {
      const wanted = addresses.filter(({ family }) => !options.family || family === options.family);
      const [first] = wanted;
      if (error || !first) {
        const missing = error ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
        return callback(missing, '', 0);
      }
      if (!addresses.every(({ address }) => isPublicAddress(address)))
        return callback(refused(`The name ${hostname} leads into a private network.`), '', 0);
      if (options.all) return callback(null, [...wanted]);
      return callback(null, first.address, first.family);
    });
  };
}
