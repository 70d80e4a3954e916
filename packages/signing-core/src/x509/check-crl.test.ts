import * as asn1js from 'asn1js';
import { describe, expect, it } from 'vitest';
import { X509_OID } from '../asn1/object-identifiers.js';
import { fromLatin1 } from '../runtime/bytes.js';
import {
  createKeys,
  createTestRoot,
  TEST_TIMES,
  type TestCrl,
  TestIdentity,
  testExtension,
} from '../testing/test-authority.js';
import { checkRevocation } from './check-revocation.js';
import type { RevocationStatus } from './revocation-status.js';
import { NO_VALIDATION_DATA } from './validation-data.js';

const { at } = TEST_TIMES;
const before = (hours: number): Date => new Date(at.getTime() - hours * 3_600_000);
const after = (hours: number): Date => before(-hours);

async function world(leafWish = {}) {
  const root = await createTestRoot();
  const middle = await root.issueAuthority();
  return { root, middle, leaf: await middle.issue(leafWish) };
}

type World = Awaited<ReturnType<typeof world>>;

/** The state of the leaf by these lists, the authority above it being in order. */
async function statusOf(
  { root, middle, leaf }: World,
  crlsDer: readonly Uint8Array[],
  options: { when?: Date; pool?: readonly TestIdentity[]; notLaterThan?: Date } = {},
): Promise<RevocationStatus | undefined> {
  const path = [leaf, middle, root].map(({ certificate }) => certificate);
  const certificatesDer = (options.pool ?? []).map(({ der }) => der);
  const data = { ...NO_VALIDATION_DATA, certificatesDer, crlsDer: [await root.crl(), ...crlsDer] };
  const { certificates } = await checkRevocation(path, data, options.when ?? at, options);
  return certificates[0]?.status;
}

async function stateBy(
  wish: (world: World) => TestCrl,
  options = {},
  leafWish = {},
): Promise<string | undefined> {
  const made = await world(leafWish);
  return (await statusOf(made, [await made.middle.crl(wish(made))], options))?.state;
}

const listed = (world: World, revokedAt: Date, more = {}) => ({
  revoked: [{ serialNumberHex: world.leaf.certificate.serialNumberHex, revokedAt, ...more }],
});

describe('revocation by list', () => {
  it('says of each certificate what is known, and of the root that nothing is needed', async () => {
    const { root, middle, leaf } = await world();
    const path = [leaf, middle, root].map(({ certificate }) => certificate);
    const data = { ...NO_VALIDATION_DATA, crlsDer: [await root.crl(), await middle.crl()] };
    const good = await checkRevocation(path, data, at);
    expect(good.state).toBe('good');
    expect(good.certificates.map(({ status }) => status.state)).toEqual(['good', 'good', 'not-needed']);
    const nothing = await checkRevocation(path, NO_VALIDATION_DATA, at);
    expect(nothing.certificates.map(({ status }) => status.state)).toEqual([
      'unknown',
      'unknown',
      'not-needed',
    ]);
    expect(nothing.state).toBe('unknown');
  });

  it('finds a revoked authority above an innocent leaf', async () => {
    const { root, middle, leaf } = await world();
    const revoked = [
      { serialNumberHex: middle.certificate.serialNumberHex, revokedAt: before(2), reasonCode: 2 },
    ];
    const data = { ...NO_VALIDATION_DATA, crlsDer: [await root.crl({ revoked }), await middle.crl()] };
    const path = [leaf, middle, root].map(({ certificate }) => certificate);
    const result = await checkRevocation(path, data, at);
    expect(result.state).toBe('revoked');
    expect(result.certificates[1]?.status).toMatchObject({ reason: 'compromise of the authority' });
  });

  it('weighs the revocation against the time that is proven', async () => {
    expect(await stateBy((made) => listed(made, before(1)))).toBe('revoked');
    expect(await stateBy((made) => ({ ...listed(made, after(1)), thisUpdate: after(2) }))).toBe('good');
    // The key was lost long before anybody reported it.
    expect(
      await stateBy((made) => ({
        ...listed(made, after(1), { invalidSince: before(5) }),
        thisUpdate: after(2),
      })),
    ).toBe('revoked');
  });

  it('takes a list only for its time', async () => {
    expect(await stateBy(() => ({ nextUpdate: before(0.5) }))).toBe('unknown');
    expect(await stateBy((made) => ({ ...listed(made, before(9)), nextUpdate: before(0.5) }))).toBe(
      'revoked',
    );
    expect(await stateBy(() => ({ thisUpdate: after(3) }), { notLaterThan: after(1) })).toBe('unknown');
    const young = { notBefore: before(0.5) };
    expect(await stateBy(() => ({ thisUpdate: before(2) }), {}, young)).toBe('unknown');
    // A list forgets what has ended, so silence after the end says nothing.
    const ended = { notAfter: after(1) };
    const late = { thisUpdate: after(2), nextUpdate: after(9) };
    expect(await stateBy(() => late, {}, ended)).toBe('unknown');
    const remembers = testExtension(
      X509_OID.expiredCertificatesOnCrl,
      false,
      new asn1js.GeneralizedTime({ valueDate: before(99) }),
    );
    expect(await stateBy(() => ({ ...late, extensions: [remembers] }), {}, ended)).toBe('good');
  });

  it('takes a list only from the authority itself', async () => {
    const made = await world();
    const impostor = new TestIdentity(made.middle.der, await createKeys());
    expect((await statusOf(made, [await made.middle.crl({ signedBy: impostor })]))?.state).toBe('unknown');
    const namesake = await createTestRoot({ commonName: 'Intermediate' });
    expect((await statusOf(made, [await namesake.crl()], { pool: [namesake] }))?.state).toBe('unknown');
    // After a change of keys the same authority signs with another certificate under the same root.
    const renewed = await made.root.issueAuthority();
    const list = await made.middle.crl({ signedBy: renewed });
    expect((await statusOf(made, [list]))?.state).toBe('unknown');
    expect((await statusOf(made, [list], { pool: [renewed] }))?.state).toBe('good');
    // Nobody vouches for himself, also not an authority that bears the name of the one above it.
    const renamed = { ...made, leaf: await made.middle.issueAuthority() };
    const selfMade = await made.middle.crl({ signedBy: renamed.leaf });
    expect((await statusOf(renamed, [selfMade], { pool: [renamed.leaf] }))?.state).toBe('unknown');
  });

  it('reads hold as revoked until a newer list lifts it', async () => {
    const made = await world();
    const hold = await made.middle.crl({
      ...listed(made, before(5), { reasonCode: 6 }),
      thisUpdate: before(4),
    });
    const lifted = await made.middle.crl({ thisUpdate: before(1) });
    const final = await made.middle.crl({ ...listed(made, before(5)), thisUpdate: before(4) });
    expect((await statusOf(made, [hold]))?.state).toBe('revoked');
    expect((await statusOf(made, [lifted, hold]))?.state).toBe('good');
    expect((await statusOf(made, [lifted, final]))?.state).toBe('revoked');
  });

  const scope = (...items: asn1js.BaseBlock[]) =>
    testExtension(X509_OID.issuingDistributionPoint, true, new asn1js.Sequence({ value: items }));
  const yes = (tagNumber: number) =>
    new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber }, valueHex: Uint8Array.of(0xff) });
  const tagged = (tagNumber: number, ...value: asn1js.BaseBlock[]) =>
    new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
  const uri = (text: string) =>
    new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 6 }, valueHex: fromLatin1(text) });
  const point = (text: string) => tagged(0, tagged(0, uri(text)));

  it.each([
    ['users only', scope(yes(1)), 'good'],
    ['authorities only', scope(yes(2)), 'unknown'],
    ['some reasons', scope(tagged(3, yes(1))), 'unknown'],
    [
      'some reasons as bits',
      scope(
        new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 3 }, valueHex: Uint8Array.of(6, 0x40) }),
      ),
      'unknown',
    ],
    ['several authorities', scope(yes(4)), 'unknown'],
    ['attribute certificates', scope(yes(5)), 'unknown'],
    ['another part', scope(point('http://crl.example/2')), 'unknown'],
    ['its own part', scope(point('http://crl.example/1')), 'good'],
    [
      'changes only',
      testExtension(X509_OID.deltaCrlIndicator, true, new asn1js.Integer({ value: 1 })),
      'unknown',
    ],
    [
      'changes only, and not said to matter',
      testExtension(X509_OID.deltaCrlIndicator, false, new asn1js.Integer({ value: 1 })),
      'unknown',
    ],
    ['something unknown', testExtension('1.2.3.4', true, new asn1js.Null()), 'unknown'],
  ])('minds the scope of a list: %s', async (_title, extension, state) => {
    const points = new asn1js.Sequence({
      value: [new asn1js.Sequence({ value: [point('http://crl.example/1')] })],
    });
    const leafWish = { extensions: [testExtension(X509_OID.crlDistributionPoints, false, points)] };
    expect(await stateBy(() => ({ extensions: [extension] }), {}, leafWish)).toBe(state);
  });

  it('survives bytes that are no list', async () => {
    const made = await world();
    const list = await made.middle.crl();
    const cut = list.subarray(0, list.length - 3);
    expect((await statusOf(made, [cut, new Uint8Array(), Uint8Array.of(0x30, 0x80)]))?.state).toBe('unknown');
    expect((await statusOf(made, [cut, list]))?.state).toBe('good');
  });
});
