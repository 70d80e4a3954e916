import { describe, expect, it } from 'vitest';
import { createTestRoot, TEST_TIMES, type TestIdentity, type TestOcsp } from '../testing/test-authority.js';
import { checkRevocation } from './check-revocation.js';
import { NO_VALIDATION_DATA } from './validation-data.js';

const { at } = TEST_TIMES;
const before = (hours: number): Date => new Date(at.getTime() - hours * 3_600_000);
const after = (hours: number): Date => before(-hours);

async function world() {
  const root = await createTestRoot();
  const middle = await root.issueAuthority();
  return { root, middle, leaf: await middle.issue() };
}

type World = Awaited<ReturnType<typeof world>>;

async function statusBy(
  { root, middle, leaf }: World,
  ocspResponsesDer: readonly Uint8Array[],
  crlsDer: readonly Uint8Array[] = [],
) {
  const path = [leaf, middle, root].map(({ certificate }) => certificate);
  const data = { ...NO_VALIDATION_DATA, crlsDer: [await root.crl(), ...crlsDer], ocspResponsesDer };
  return (await checkRevocation(path, data, at)).certificates[0]?.status;
}

async function stateBy(
  wish: (world: World) => Omit<TestOcsp, 'certificate'> & { certificate?: TestIdentity },
) {
  const made = await world();
  const { certificate = made.leaf, ...rest } = wish(made);
  const answer = await made.middle.ocsp({ ...rest, certificate: certificate.certificate });
  return (await statusBy(made, [answer]))?.state;
}

const responderRole = { authority: false, use: 'ocsp-responder' } as const;

describe('revocation by OCSP', () => {
  it.each([
    ['good', {}, 'good'],
    ['good, named by SHA-256', { digest: 'SHA-256' }, 'good'],
    ['revoked before', { state: 'revoked', revokedAt: before(2) }, 'revoked'],
    [
      'revoked later',
      { state: 'revoked', revokedAt: after(2), thisUpdate: after(3), nextUpdate: after(9) },
      'good',
    ],
    ['a certificate the responder does not know', { state: 'unknown' }, 'unknown'],
    ['too old', { thisUpdate: before(9), nextUpdate: before(3) }, 'unknown'],
    ['a day old without an end', { thisUpdate: before(30), nextUpdate: null }, 'unknown'],
    ['an hour old without an end', { nextUpdate: null }, 'good'],
    ['made before what it speaks about', { thisUpdate: before(1), producedAt: before(9) }, 'unknown'],
  ] as const)('an answer of the authority itself: %s', async (_title, wish, state) => {
    expect(await stateBy(() => wish)).toBe(state);
  });

  it('belongs to one certificate of one issuer', async () => {
    const made = await world();
    const other = await made.middle.issue();
    expect((await statusBy(made, [await made.middle.ocsp({ certificate: other.certificate })]))?.state).toBe(
      'unknown',
    );
    const elsewhere = await createTestRoot({ commonName: 'Intermediate' });
    const wrongKey = await made.middle.ocsp({ certificate: made.leaf.certificate, about: elsewhere });
    expect((await statusBy(made, [wrongKey]))?.state).toBe('unknown');
  });

  it('takes the word of a responder that exactly this authority appointed', async () => {
    const made = await world();
    const certificate = made.leaf.certificate;
    const appointed = await made.middle.issue({ commonName: 'Responder', role: responderRole });
    const unfit = await made.middle.issue({ commonName: 'Not a responder' });
    const stranger = await made.root.issue({ commonName: 'Of the root', role: responderRole });
    const ended = await made.middle.issue({ role: responderRole, commonName: 'Ended', notAfter: before(24) });
    const grandchild = await (await made.middle.issueAuthority({ commonName: 'Sub' })).issue({
      role: responderRole,
    });
    const by = async (responder: TestIdentity) =>
      (await statusBy(made, [await made.middle.ocsp({ certificate, responder })]))?.state;
    expect(await by(appointed)).toBe('good');
    for (const refused of [unfit, stranger, ended, grandchild]) {
      expect(await by(refused), refused.certificate.displayName).toBe('unknown');
    }
  });

  it('refuses an answer signed by the certificate it is about', async () => {
    const { root, middle } = await world();
    const leaf = await middle.issue({ role: responderRole });
    const own = await middle.ocsp({ certificate: leaf.certificate, responder: leaf });
    const status = await statusBy({ root, middle, leaf }, [own]);
    expect(status).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining('certificate it is about'),
    });
  });

  it('asks about a responder whose certificate does not exempt it', async () => {
    const made = await world();
    const exempt = await made.middle.issue({ commonName: 'Exempt', role: responderRole });
    const usage = exempt.certificate.extensions.get('2.5.29.37');
    if (!usage) throw new Error('a responder without its purpose');
    const responder = await made.middle.issue({ commonName: 'Responder', extensions: [usage] });
    const answer = await made.middle.ocsp({ certificate: made.leaf.certificate, responder });
    const other = { serialNumberHex: responder.certificate.serialNumberHex, revokedAt: before(2) };
    expect((await statusBy(made, [answer]))?.state).toBe('unknown');
    expect((await statusBy(made, [answer], [await made.middle.crl({ revoked: [other] })]))?.state).toBe(
      'good',
    );
  });

  it('lets a revocation stand against friendlier statements', async () => {
    const made = await world();
    const good = await made.middle.ocsp({ certificate: made.leaf.certificate });
    const revoked = [{ serialNumberHex: made.leaf.certificate.serialNumberHex, revokedAt: before(5) }];
    const list = await made.middle.crl({ revoked, thisUpdate: before(4) });
    expect((await statusBy(made, [good], [list]))?.state).toBe('revoked');
  });

  it('survives bytes that are no answer', async () => {
    const made = await world();
    const answer = await made.middle.ocsp({ certificate: made.leaf.certificate });
    const tampered = answer.slice();
    // Inside the signed part: the responder's name.
    const place = Math.floor(answer.length / 8);
    tampered[place] = (tampered[place] ?? 0) ^ 1;
    const refusal = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x06);
    expect((await statusBy(made, [tampered, refusal, answer.subarray(9)]))?.state).toBe('unknown');
  });
});
