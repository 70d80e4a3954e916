import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ApiBrowser } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';

let api: ApiInstance;
let user: TestUser;
let browser: ApiBrowser;
beforeAll(async () => {
  api = await createApiInstance();
});
beforeEach(async () => {
  user = await api.addOrganisation();
  browser = await api.signIn(user);
});
afterAll(async () => {
  await api.close();
});

interface Told {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: { readonly kind: string };
  readonly personal: Readonly<Record<string, unknown>> | null;
}

async function told(): Promise<Told[]> {
  const rows = await api.database.query(
    'admin',
    `SELECT convert_from(e.bytes, 'UTF8')::jsonb AS event,
       (SELECT p.value::jsonb FROM audit_personal p WHERE p.event_id = e.id) AS personal
     FROM audit_event e WHERE e.stream = 'organisation:${user.organisationId}' ORDER BY e.seq`,
  );
  return rows.map((row) => ({ ...(row.event as Told), personal: row.personal as Told['personal'] }));
}
const types = async () => (await told()).map(({ type }) => type);
const changePassword = (currentPassword: string, newPassword: string, revokeOtherSessions = false) =>
  browser.post('/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions });

it('tells of signing in and out, from where and with what', async () => {
  await browser.post('/api/auth/sign-out');
  // A cookie that is dead already ends nothing.
  await browser.post('/api/auth/sign-out');
  const [signedIn, signedOut, ...more] = await told();
  expect(more).toEqual([]);
  expect(signedIn).toMatchObject({
    type: 'account.signed-in',
    data: { userId: user.userId, method: 'password' },
    personal: { name: 'Ada Lovelace', email: user.email, ip: '127.0.0.1', userAgent: 'node' },
  });
  expect(signedOut).toMatchObject({
    type: 'account.signed-out',
    data: { userId: user.userId, sessionCount: 1 },
    personal: { ip: '127.0.0.1' },
  });
});

it('tells of a changed password together with the sessions it ended, or of none of it', async () => {
  await api.signIn(user);
  expect((await changePassword(user.password, 'another long passphrase', true)).status).toBe(200);
  const events = await told();
  expect(events.map(({ type }) => type)).toEqual([
    'account.signed-in',
    'account.signed-in',
    'account.signed-out',
    'account.password-changed',
    'account.signed-in',
  ]);
  expect(events[2]?.data).toEqual({ userId: user.userId, sessionCount: 2 });
});

it('leaves the password and the sessions as they were when the record cannot be written', async () => {
  const before = await types();
  await api.database.query(
    'admin',
    `CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.type = 'account.password-changed' THEN RAISE EXCEPTION 'the disk is full'; END IF; RETURN NEW; END $$;
     CREATE TRIGGER refuse_one BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_one()`,
  );
  try {
    expect(
      (await changePassword(user.password, 'another long passphrase', true)).status,
    ).toBeGreaterThanOrEqual(500);
  } finally {
    await api.database.query('admin', 'DROP TRIGGER refuse_one ON audit_event; DROP FUNCTION refuse_one()');
  }
  expect(await types()).toEqual(before);
  expect((await browser.get('/me')).status).toBe(200);
  expect((await api.signIn(user)).cookieHeader()).not.toBe('');
});

it('tells of refused sign-ins and passwords, and of a flood of them in a few events', async () => {
  const wrong = () =>
    api
      .browser()
      .post('/api/auth/sign-in/email', { email: user.email.toUpperCase(), password: 'a wrong passphrase' });
  for (let i = 0; i < 9; i += 1) expect((await wrong()).status).toBe(401);
  const refused = await changePassword('not the password', 'another long passphrase');
  expect(refused).toMatchObject({ status: 422, json: { code: 'password-wrong' } });
  // The answers did not wait for their events.
  const failures = async () => (await told()).filter(({ type }) => type === 'account.sign-in-failed');
  await expect.poll(async () => (await failures()).length).toBe(5);
  await expect.poll(types).toContain('account.password-change-refused');
  const events = await told();
  const failed = await failures();
  expect(failed).toHaveLength(5);
  expect(failed[0]).toMatchObject({
    actor: { kind: 'visitor' },
    data: { userId: user.userId, method: 'password', code: 'wrong-password' },
    personal: { fromIp: '127.0.0.1' },
  });
  expect(events.find(({ type }) => type === 'account.password-change-refused')).toMatchObject({
    actor: { kind: 'user' },
    data: { userId: user.userId, code: 'invalid-password' },
  });
  expect(JSON.stringify(events)).not.toContain('passphrase');
});

it('refuses in the same words as everything else, and what another site sends', async () => {
  const signIn = (body: unknown, headers = {}) => browser.post('/api/auth/sign-in/email', body, headers);
  const foreign = await signIn(
    { email: user.email, password: user.password },
    { origin: 'https://evil.example' },
  );
  expect(foreign).toMatchObject({ status: 403, json: { code: 'origin-refused', status: 403 } });
  expect(foreign.headers.get('content-type')).toContain('application/problem+json');
  for (const wrong of [{ email: user.email }, { email: 5, password: user.password }]) {
    expect(await signIn(wrong)).toMatchObject({ status: 400, json: { code: 'body-malformed' } });
  }
});

it('writes nothing about an account that there is not', async () => {
  const before = await api.database.query('admin', 'SELECT count(*)::int AS n FROM audit_event');
  const nobody = { email: `${randomUUID()}@example.test`, password: 'a wrong passphrase' };
  expect((await api.browser().post('/api/auth/sign-in/email', nobody)).status).toBe(401);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await api.database.query('admin', 'SELECT count(*)::int AS n FROM audit_event')).toEqual(before);
});
