import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import { Certificate } from 'pkijs';
import { describe, expect, it, vi } from 'vitest';
import { KEY_PURPOSE, X509_OID } from '../asn1/object-identifiers.js';
import {
  createKeys,
  createTestRoot,
  TEST_TIMES,
  type TestCertificate,
  TestIdentity,
  testExtension,
} from '../testing/test-authority.js';
import type { PathPurpose, PathResult } from './path-result.js';
import { validatePath } from './validate-path.js';

const { at } = TEST_TIMES;

interface Judgement {
  readonly leaf: TestIdentity;
  readonly pool?: readonly TestIdentity[];
  readonly roots: readonly TestIdentity[];
  readonly purpose?: PathPurpose;
  readonly when?: Date;
}

function judge({
  leaf,
  pool = [],
  roots,
  purpose = 'document-signing',
  when = at,
}: Judgement): Promise<PathResult> {
  const poolDer = pool.map(({ der }) => der);
  const trusted = roots.map(({ certificate }) => certificate);
  return validatePath(leaf.der, poolDer, trusted, when, purpose);
}

async function codeOf(judgement: Judgement): Promise<string> {
  const result = await judge(judgement);
  return result.state === 'invalid' ? result.code : result.state;
}

const purposes = (critical: boolean, ...oids: string[]) =>
  testExtension(
    X509_OID.extendedKeyUsage,
    critical,
    new asn1js.Sequence({ value: oids.map((value) => new asn1js.ObjectIdentifier({ value })) }),
  );

const keyUsage = (byte: number, unusedBits: number) =>
  testExtension(
    X509_OID.keyUsage,
    true,
    new asn1js.BitString({ valueHex: Uint8Array.of(byte).buffer, unusedBits }),
  );

/** root → intermediate → leaf, each with its wishes. */
async function chain(leafWish: TestCertificate = {}, middleWish: TestCertificate = {}) {
  const root = await createTestRoot();
  const middle = await root.issueAuthority(middleWish);
  return { root, middle, leaf: await middle.issue(leafWish) };
}

describe('validatePath', () => {
  it('answers the path from the leaf to the pinned root', async () => {
    const { root, middle, leaf } = await chain();
    const result = await judge({ leaf, pool: [middle], roots: [root] });
    expect(result.state).toBe('trusted');
    expect(result.path?.map(({ displayName }) => displayName)).toEqual(['Leaf', 'Intermediate', 'Root']);
  });

  it('trusts nothing but the given roots, also not a root that comes along', async () => {
    const { root, middle, leaf } = await chain();
    const other = await createTestRoot({ commonName: 'Root' });
    expect(await codeOf({ leaf, pool: [middle, root], roots: [] })).toBe('untrusted');
    expect(await codeOf({ leaf, pool: [middle, root], roots: [other] })).toBe('untrusted');
    expect(await codeOf({ leaf, roots: [root] })).toBe('untrusted');
  });

  it('refuses a certificate that only claims its issuer', async () => {
    const { root, middle } = await chain();
    const impostor = new TestIdentity(middle.der, await createKeys());
    const forged = await impostor.issue();
    expect(await codeOf({ leaf: forged, pool: [middle], roots: [root] })).toBe('untrusted');
  });

  it('judges validity at the given time, of every certificate', async () => {
    const early = { notAfter: new Date('2026-03-01T00:00:00Z') };
    const late = { notBefore: new Date('2026-09-01T00:00:00Z') };
    const expired = await chain(early);
    expect(await codeOf({ leaf: expired.leaf, pool: [expired.middle], roots: [expired.root] })).toBe(
      'expired',
    );
    const when = new Date('2026-02-01T00:00:00Z');
    expect(await codeOf({ leaf: expired.leaf, pool: [expired.middle], roots: [expired.root], when })).toBe(
      'trusted',
    );
    const future = await chain(late);
    expect(await codeOf({ leaf: future.leaf, pool: [future.middle], roots: [future.root] })).toBe(
      'not-yet-valid',
    );
    const above = await chain({}, early);
    expect(await codeOf({ leaf: above.leaf, pool: [above.middle], roots: [above.root] })).toBe('expired');
    const noTime = new Date(Number.NaN);
    expect(await codeOf({ leaf: above.leaf, pool: [above.middle], roots: [above.root], when: noTime })).toBe(
      'not-yet-valid',
    );
  });

  it('lets only authorities issue', async () => {
    const { root, middle, leaf } = await chain();
    const below = await leaf.issue({ commonName: 'Below' });
    expect(await codeOf({ leaf: below, pool: [middle, leaf], roots: [root] })).toBe('not-an-authority');
    const noCertSign = await chain({}, { extensions: [keyUsage(0x80, 7)] });
    expect(await codeOf({ leaf: noCertSign.leaf, pool: [noCertSign.middle], roots: [noCertSign.root] })).toBe(
      'key-usage',
    );
  });

  it('counts authorities against the path length, self-issued ones not', async () => {
    const root = await createTestRoot();
    const first = await root.issueAuthority({ commonName: 'First' }, 0);
    const second = await first.issueAuthority({ commonName: 'Second' }, 0);
    const leaf = await second.issue();
    expect(await codeOf({ leaf, pool: [first, second], roots: [root] })).toBe('path-too-long');
    const renewed = await first.issueAuthority({ commonName: 'First' }, 0);
    const ofRenewed = await renewed.issue();
    expect(await codeOf({ leaf: ofRenewed, pool: [first, renewed], roots: [root] })).toBe('trusted');
  });

  it('ends at a critical extension nobody knows, and at one that cannot be read', async () => {
    const unknown = testExtension('1.2.3.4', true, new asn1js.Null());
    const harmless = testExtension('1.2.3.4', false, new asn1js.Null());
    const policy = testExtension(
      X509_OID.policyConstraints,
      true,
      new asn1js.Sequence({
        value: [
          new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: Uint8Array.of(0).buffer }),
        ],
      }),
    );
    const broken = testExtension(X509_OID.nameConstraints, true, new asn1js.Null());
    for (const [extension, code] of [
      [unknown, 'unknown-critical-extension'],
      [harmless, 'trusted'],
      [policy, 'policy-required'],
      [broken, 'unreadable'],
    ] as const) {
      const { root, middle, leaf } = await chain({}, { extensions: [extension] });
      expect(await codeOf({ leaf, pool: [middle], roots: [root] }), code).toBe(code);
    }
  });

  it.each([
    ['timestamping', { role: { authority: false, use: 'timestamp' } }, 'trusted'],
    ['timestamping', {}, 'extended-key-usage'],
    ['timestamping', { extensions: [purposes(false, KEY_PURPOSE.timeStamping)] }, 'extended-key-usage'],
    [
      'timestamping',
      { extensions: [purposes(true, KEY_PURPOSE.timeStamping, KEY_PURPOSE.emailProtection)] },
      'extended-key-usage',
    ],
    ['timestamping', { extensions: [purposes(true, KEY_PURPOSE.any)] }, 'extended-key-usage'],
    [
      'timestamping',
      { extensions: [purposes(true, KEY_PURPOSE.timeStamping), keyUsage(0xa0, 5)] },
      'key-usage',
    ],
    ['ocsp', { role: { authority: false, use: 'ocsp-responder' } }, 'trusted'],
    ['ocsp', { extensions: [purposes(false, KEY_PURPOSE.any)] }, 'extended-key-usage'],
    ['document-signing', { extensions: [purposes(false, KEY_PURPOSE.documentSigning)] }, 'trusted'],
    ['document-signing', { extensions: [purposes(false, KEY_PURPOSE.serverAuth)] }, 'extended-key-usage'],
    ['document-signing', { role: { authority: false, use: 'timestamp' } }, 'extended-key-usage'],
    ['document-signing', { extensions: [keyUsage(0x20, 5)] }, 'key-usage'],
    ['crl', {}, 'key-usage'],
  ] as const)('judges a leaf for %s by its usages (case %#)', async (purpose, wish, code) => {
    const { root, middle, leaf } = await chain(wish);
    expect(await codeOf({ leaf, pool: [middle], roots: [root], purpose })).toBe(code);
  });

  it('keeps an authority to the purposes it was made for', async () => {
    const wish: TestCertificate = { role: { authority: false, use: 'timestamp' } };
    const web = { extensions: [purposes(false, KEY_PURPOSE.serverAuth)] };
    const { root, middle, leaf } = await chain(wish, web);
    expect(await codeOf({ leaf, pool: [middle], roots: [root], purpose: 'timestamping' })).toBe(
      'extended-key-usage',
    );
  });

  it('prefers the path that breaks no rule among cross-signed authorities', async () => {
    const old = await createTestRoot({ commonName: 'Old Root', notAfter: new Date('2026-02-01T00:00:00Z') });
    const young = await createTestRoot({ commonName: 'Young Root' });
    const keys = await createKeys();
    const crossOld = await old.issueAuthority({ keys });
    const crossYoung = await young.issueAuthority({ keys });
    const leaf = await crossYoung.issue();
    const result = await judge({ leaf, pool: [crossOld, crossYoung], roots: [old, young] });
    expect(result.path?.at(-1)?.displayName).toBe('Young Root');
    expect(await codeOf({ leaf, pool: [crossOld], roots: [old] })).toBe('expired');
  });

  it('does not run in circles, nor through a crowd of namesakes', async () => {
    const keys = [await createKeys(), await createKeys()];
    const [one, two] = keys;
    if (!one || !two) throw new Error('no keys');
    const a = await createTestRoot({ commonName: 'A', keys: one });
    const b = await createTestRoot({ commonName: 'B', keys: two });
    const aByB = await b.issueAuthority({ commonName: 'A', keys: one });
    const bByA = await a.issueAuthority({ commonName: 'B', keys: two });
    const leaf = await a.issue();
    expect(await codeOf({ leaf, pool: [aByB, bByA, a, b], roots: [] })).toBe('untrusted');
    // Each of the crowd has issued every other one, so there are millions of ways from one to the next.
    const crowd: TestIdentity[] = [];
    for (let i = 0; i < 60; i++) crowd.push(await a.issueAuthority({ commonName: 'A', keys: one }));
    const verify = vi.spyOn(globalThis.crypto.subtle, 'verify');
    const roots = [await createTestRoot({ commonName: 'C' })];
    expect(await codeOf({ leaf, pool: crowd, roots })).toBe('untrusted');
    expect(verify.mock.calls.length).toBeLessThanOrEqual(64);
    verify.mockRestore();
  });

  it('says what is weak', async () => {
    const { root, middle, leaf } = await chain();
    const strong = await judge({ leaf, pool: [middle], roots: [root] });
    expect(strong.state === 'trusted' && strong.findings).toEqual([]);
    const rsa = {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 1024,
      publicExponent: Uint8Array.of(1, 0, 1),
      hash: 'SHA-256',
    };
    const keys = await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
    const short = Certificate.fromBER((await middle.issue({ keys })).der.slice());
    await short.sign(middle.keys.privateKey, 'SHA-1');
    const weakLeaf = new TestIdentity(new Uint8Array(short.toSchema(true).toBER(false)), keys);
    const weak = await judge({ leaf: weakLeaf, pool: [middle], roots: [root] });
    expect(weak.state === 'trusted' && weak.findings.map(({ code }) => code)).toEqual([
      'weak-digest',
      'weak-key',
    ]);
  });
});
