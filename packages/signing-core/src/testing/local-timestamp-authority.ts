import * as asn1js from 'asn1js';
import type { TimestampAuthority } from '../timestamp/authority.js';
import { type ForgedToken, forgeTimestampReply } from './forge-timestamp.js';
import type { TestIdentity } from './test-authority.js';

/** What can go wrong with an authority, apart from what a certificate of `identity` brings along. */
export type TimestampFault =
  | 'down'
  | 'silent'
  | 'garbage'
  | 'rejection'
  | 'no-token'
  | 'oversize'
  | 'trailing-bytes'
  | ForgedToken;

const MEGABYTE = 1024 * 1024;

/** An authority that answers in the asked way, honestly when `fault` is left out. For the real one see `createTestTrust`. */
export function localTimestampAuthority(
  identity: TestIdentity,
  fault: TimestampFault = {},
  name = 'test authority',
): TimestampAuthority {
  return { name, respond: (requestDer, signal) => respond(identity, fault, requestDer, signal) };
}

async function respond(
  identity: TestIdentity,
  fault: TimestampFault,
  requestDer: Uint8Array,
  signal: AbortSignal,
): Promise<Uint8Array> {
  switch (fault) {
    case 'down':
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    case 'silent':
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    case 'garbage':
      return new TextEncoder().encode('<html>502 Bad Gateway</html>');
    case 'rejection':
      return rejection();
    case 'no-token':
      return encode(new asn1js.Sequence({ value: [status(0)] }));
    case 'oversize':
      return new Uint8Array(MEGABYTE);
    case 'trailing-bytes':
      return Uint8Array.of(...(await forgeTimestampReply(requestDer, identity)), 0);
    default:
      return forgeTimestampReply(requestDer, identity, fault);
  }
}

/** Status 2 with the failure "unaccepted policy" (RFC 3161 § 2.4.2). */
function rejection(): Uint8Array {
  const failure = new asn1js.BitString({ valueHex: Uint8Array.of(0, 1).buffer, unusedBits: 0 });
  return encode(new asn1js.Sequence({ value: [status(2, failure)] }));
}

const status = (value: number, ...more: asn1js.BaseBlock[]) =>
  new asn1js.Sequence({ value: [new asn1js.Integer({ value }), ...more] });
const encode = (block: asn1js.BaseBlock) => new Uint8Array(block.toBER(false));
