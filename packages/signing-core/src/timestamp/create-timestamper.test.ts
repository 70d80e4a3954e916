import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SigningError } from '../errors.js';
import { localTimestampAuthority, type TimestampFault } from '../testing/local-timestamp-authority.js';
import { createTestRoot, type TestIdentity } from '../testing/test-authority.js';
import type { TimestampAuthority } from './authority.js';
import { createTimestamper, type TimestamperOptions } from './create-timestamper.js';
import { TimestampError } from './timestamp-refusal.js';
import type { TimestampToken } from './token.js';

const DAY_MS = 86_400_000;
const digest = new Uint8Array(createHash('sha256').update('agreement').digest());
const current = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + DAY_MS) };
const role = { authority: false, use: 'timestamp' } as const;

let root: TestIdentity;
let authority: TestIdentity;
let twin: TestIdentity;

beforeAll(async () => {
  root = await createTestRoot(current);
  authority = await root.issue({ role, commonName: 'Authority', ...current });
  twin = await root.issue({ role, commonName: 'Authority', ...current, keys: authority.keys });
});

function ask(
  authorities: readonly TimestampAuthority[],
  options: Partial<TimestamperOptions> = {},
): Promise<TimestampToken> {
  const timestamper = createTimestamper(authorities, {
    trustedRootsPem: [root.pem],
    timeLimitMs: 200,
    ...options,
  });
  return timestamper({ digestAlgorithm: 'sha256', digest });
}

async function failureOf(asked: Promise<TimestampToken>): Promise<TimestampError> {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof TimestampError) return error;
  throw new Error('a token was accepted', { cause: error });
}

describe('createTimestamper', () => {
  it('answers a token over exactly the digest, with what it says', async () => {
    const askedAtMs = Date.now();
    const token = await ask([localTimestampAuthority(authority, {}, 'first')]);
    expect(token).toMatchObject({
      digestAlgorithm: 'sha256',
      digest,
      policyOid: '1.2.3.4.5',
      serialNumberHex: '2a',
      authorityName: 'first',
      signerCertificateDer: authority.der,
    });
    // It counts whole seconds.
    expect(token.time.getTime()).toBeGreaterThan(askedAtMs - 1_000);
    expect(token.time.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await ask([localTimestampAuthority(authority, { essVersion: 1 })])).toBeTruthy();
  });

  it.each<[string, TimestampFault | (() => TimestampFault), string]>([
    ['down', 'down', 'timestamp-unavailable'],
    ['silent', 'silent', 'timestamp-unavailable'],
    ['rejection', 'rejection', 'timestamp-unavailable'],
    ['garbage', 'garbage', 'timestamp-invalid'],
    ['no token', 'no-token', 'timestamp-invalid'],
    ['oversize', 'oversize', 'timestamp-invalid'],
    ['trailing bytes', 'trailing-bytes', 'timestamp-invalid'],
    ['another nonce', { nonce: Uint8Array.of(0x41, 2, 3) }, 'timestamp-invalid'],
    ['no nonce', { nonce: null }, 'timestamp-invalid'],
    ['another imprint', { imprint: new Uint8Array(32) }, 'timestamp-invalid'],
    ['another algorithm', { imprintAlgorithmOid: '2.16.840.1.101.3.4.2.2' }, 'timestamp-invalid'],
    ['SHA-1', { imprintAlgorithmOid: '1.3.14.3.2.26' }, 'timestamp-invalid'],
    ['a clock in the future', { time: new Date(Date.now() + 3_600_000) }, 'timestamp-invalid'],
    ['a clock in the past', { time: new Date(Date.now() - 3_600_000) }, 'timestamp-invalid'],
    ['no timestamp inside', { contentTypeOid: '1.2.840.113549.1.7.1' }, 'timestamp-invalid'],
    [
      'attributes of something else',
      { attributeContentTypeOid: '1.2.840.113549.1.7.1' },
      'timestamp-invalid',
    ],
    ['another message digest', { messageDigest: new Uint8Array(32) }, 'timestamp-invalid'],
    ['no certificate named', { namedSigner: null }, 'timestamp-invalid'],
    ['the certificate of a twin named', () => ({ namedSigner: twin }), 'timestamp-invalid'],
    ['the key of somebody else', () => ({ signedBy: root }), 'timestamp-invalid'],
    ['two signers', { signerCount: 2 }, 'timestamp-invalid'],
    ['unsorted attributes', { reverseAttributes: true }, 'timestamp-invalid'],
    ['no certificate inside', { certificates: [] }, 'timestamp-invalid'],
    ['an unknown restriction', { criticalExtension: true }, 'timestamp-invalid'],
  ])('refuses what an authority does wrong: %s', async (_title, fault, code) => {
    const made = typeof fault === 'function' ? fault() : fault;
    const error = await failureOf(ask([localTimestampAuthority(authority, made)]));
    expect(error.code).toBe(code);
    expect(error.failures).toHaveLength(1);
    expect(error.message).toContain('test authority');
  });

  it('refuses an authority whose certificate does not allow it', async () => {
    const ended = new Date(Date.now() - 3_600_000);
    const foreign = await createTestRoot(current);
    for (const identity of [
      await root.issue({ role, notBefore: current.notBefore, notAfter: ended }),
      await root.issue(current),
      await foreign.issue({ role, ...current }),
    ]) {
      const error = await failureOf(ask([localTimestampAuthority(identity)]));
      expect(error.code).toBe('timestamp-invalid');
    }
  });

  it('asks for the policy an authority is configured with, and takes no other', async () => {
    const wrong = { ...localTimestampAuthority(authority), policyOid: '1.2.3.9' };
    expect((await failureOf(ask([wrong]))).message).toContain('another policy');
    const right = { ...localTimestampAuthority(authority, { policyOid: '1.2.3.9' }), policyOid: '1.2.3.9' };
    expect((await ask([right])).policyOid).toBe('1.2.3.9');
  });

  it('goes on to the next authority, tells of each failure, and asks nobody after a success', async () => {
    const told: string[] = [];
    const asked: string[] = [];
    const named = (name: string, fault: TimestampFault): TimestampAuthority => {
      const inner = localTimestampAuthority(authority, fault, name);
      return {
        name,
        respond: (request, signal) => {
          asked.push(name);
          return inner.respond(request, signal);
        },
      };
    };
    const onFailure = ({ name }: TimestampAuthority, error: SigningError) =>
      told.push(`${name} ${error.code}`);
    const authorities = [named('a', 'down'), named('b', 'garbage'), named('c', {}), named('d', {})];
    const token = await ask(authorities, { onFailure });
    expect(token.authorityName).toBe('c');
    expect(told).toEqual(['a timestamp-unavailable', 'b timestamp-invalid']);
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('names every cause when nobody answered, and says unavailable while one was merely away', async () => {
    const error = await failureOf(
      ask([
        localTimestampAuthority(authority, 'silent', 'slow'),
        localTimestampAuthority(authority, 'garbage', 'liar'),
      ]),
    );
    expect(error.code).toBe('timestamp-unavailable');
    expect(error.failures.map(({ authorityName }) => authorityName)).toEqual(['slow', 'liar']);
    expect(error.message).toContain('slow: It did not answer within 0.2 seconds.');
    expect((await failureOf(ask([]))).message).toContain('No timestamp authority is configured');
  });
});
