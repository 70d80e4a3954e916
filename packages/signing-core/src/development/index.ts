/** For development and tests without a network: our own authority's services, run on this machine. */

export {
  type CrlDates,
  developmentRevocationSource,
  issueDevelopmentCrl,
  issueTimestampKey,
  type TimestampCertificateRequest,
  type TimestampKey,
} from '../keys/development-services.js';
export { type OpensslTimestampOptions, opensslTimestampAuthority } from './openssl-timestamp-authority.js';
export { serveTimestamps, type TimestampServer, type TimestampServerOptions } from './serve-timestamps.js';
