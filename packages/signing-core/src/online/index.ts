/** What leaves this machine or reads its files: one guarded HTTP client and what is built on it. Node only. */

export { directoryRevocationSource } from './directory-revocation-source.js';
export { type GuardedFetchOptions, type GuardedReply, guardedFetch } from './guarded-fetch.js';
export { type HttpRevocationOptions, httpRevocationSource } from './http-revocation-source.js';
export { type HttpTimestampOptions, httpTimestampAuthority } from './http-timestamp-authority.js';
export { isPublicAddress } from './outbound-address.js';
export type { OutboundPolicy } from './outbound-url.js';
export type { ResolveHost } from './public-lookup.js';
