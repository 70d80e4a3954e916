import type { UuidId } from '../domain/ids.js';

/** The only source of new ids and secrets. */
export abstract class Ids {
  /** A UUID version 7 (RFC 9562 § 5.7): sorts by time, so indexes stay dense. */
  abstract uuid<Id extends UuidId>(): Id;
  /** 256 random bits as 43 base64url characters: a link, a cookie, the secret part of an API key. */
  abstract token(): string;
  /** 32 random bytes. */
  abstract salt(): Uint8Array;
}
