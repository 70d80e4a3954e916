import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutTimestamps } from '../../domain/sealing-policy.js';
import { createPrismaClient } from '../../infra/database/prisma-client.js';
import { PrismaTimestampAuthorities } from '../../infra/database/prisma-timestamp-authorities.js';
import type { ApiBrowser } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';

let api: ApiInstance;
let owner: TestUser;
let browser: ApiBrowser;
let sealer: ReturnType<typeof createPrismaClient>;
let authorities: PrismaTimestampAuthorities;
const name = 'https://tsa.example.test/';

beforeAll(async () => {
  api = await createApiInstance();
  owner = await api.addOrganisation();
  browser = await api.signIn(owner);
  const databaseUrl = api.database.urlOf('sealer');
  sealer = createPrismaClient({ databaseUrl, applicationName: 'test', poolSize: 2 });
  authorities = new PrismaTimestampAuthorities(sealer);
});
afterAll(async () => {
  await sealer?.$disconnect();
  await api?.close();
});

const declare = (policy: unknown, as = browser) =>
  as.send('/sealing-settings/policy', { method: 'PUT', body: policy });
const required = { timestamps: 'required', level: 'B-LTA' };

describe('sealing settings', () => {
  it('offer nothing but B-B while no authority is configured', async () => {
    const { json } = await browser.get('/sealing-settings');
    expect(json).toMatchObject({
      policy: withoutTimestamps,
      chosen: false,
      levels: ['B-B'],
      authorities: [],
    });
    const refused = await declare(required);
    expect(refused.status).toBe(409);
    expect(refused.json.code).toBe('timestamp-authority-missing');
  });

  it('show what the sealer says of its authorities', async () => {
    await sealerReports({ revocation: false });
    const { json } = await browser.get('/sealing-settings');
    expect(json.levels).toEqual(['B-B', 'B-T']);
    expect(json.policy).toEqual({ timestamps: 'preferred', level: 'B-T' });
    expect(json.authorities?.[0]).toMatchObject({ name, state: 'waiting', answer: { signer: 'CN=TSA' } });
    expect((await declare(required)).json.code).toBe('revocation-source-missing');
  });

  it('are changed by administrators, and the change is recorded with both values', async () => {
    await sealerReports({ revocation: true });
    const changed = await declare(required);
    expect(changed.status).toBe(200);
    expect(changed.json).toMatchObject({ policy: required, chosen: true });
    const [event] = await api.database.query(
      'admin',
      `SELECT convert_from(bytes, 'UTF8') AS text FROM audit_event WHERE type = 'sealing.policy-changed'`,
    );
    const previous = '"previous":{"level":"B-LTA","timestamps":"preferred"}';
    expect(String(event?.text)).toContain(previous);
    expect(String(event?.text)).toContain('"next":{"level":"B-LTA","timestamps":"required"}');
    expect(String(event?.text)).toContain(owner.userId);
    await declare(required);
    const events = await api.database.query(
      'admin',
      `SELECT 1 FROM audit_event WHERE type = 'sealing.policy-changed'`,
    );
    expect(events).toHaveLength(1);
  });

  it('are read, but not changed, by other members', async () => {
    const member = await api.signIn(await api.addUser(owner.organisationId, 'member'));
    expect((await member.get('/sealing-settings')).status).toBe(200);
    const refused = await declare(withoutTimestamps, member);
    expect([refused.status, refused.json.code]).toEqual([403, 'forbidden']);
  });

  it.each([
    [{ timestamps: 'none', level: 'B-T' }, 'sealing-policy-contradicts'],
    [{ timestamps: 'preferred', level: 'B-B' }, 'sealing-policy-contradicts'],
    [{ timestamps: 'sometimes', level: 'B-T' }, 'validation-failed'],
    [{ timestamps: 'none' }, 'validation-failed'],
    [{ ...required, extra: 1 }, 'validation-failed'],
  ])('refuse %j', async (policy, code) => {
    const refused = await declare(policy);
    expect([refused.status, refused.json.code]).toEqual([422, code]);
    expect((await browser.get('/sealing-settings')).json.policy).toEqual(required);
  });

  it('belong to one organisation', async () => {
    const other = await api.signIn(await api.addOrganisation());
    expect((await other.get('/sealing-settings')).json.chosen).toBe(false);
  });

  it('forget an authority that is not configured any more', async () => {
    await authorities.report([]);
    expect((await browser.get('/sealing-settings')).json.authorities).toEqual([]);
  });
});

/** As the sealer does every few seconds. */
async function sealerReports({ revocation }: { revocation: boolean }): Promise<void> {
  const now = new Date();
  const level = revocation ? ('B-LTA' as const) : ('B-T' as const);
  const defaultPolicy = { timestamps: 'preferred', level } as const;
  await authorities.describeDeployment({ defaultPolicy, authorities: [name], revocation });
  const answer = { at: now, clockSkewMs: -12, tokenByteLength: 5_000, signer: 'CN=TSA', signerNotAfter: now };
  const detail = 'It did not answer within 10 seconds.';
  const status = { name, state: 'waiting', code: 'timestamp-unavailable', detail, answer } as const;
  await authorities.report([{ ...status, since: now, checkedAt: now, nextAttemptAt: now }]);
}
