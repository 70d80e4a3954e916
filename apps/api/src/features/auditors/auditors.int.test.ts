import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobId, OrganisationId } from '../../domain/ids.js';
import type { MailMessage } from '../../ports/mailer.js';
import { Organisations } from '../../ports/organisations.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import type { ApiBrowser } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';
import { TellAuditorJob } from '../notifications/tell-auditor-job.js';

let api: ApiInstance;
let owner: TestUser;
let admin: ApiBrowser;

beforeAll(async () => {
  api = await createApiInstance();
  owner = await api.addOrganisation();
  admin = await api.signIn(owner);
});
afterAll(() => api?.close());

const somebody = () => ({
  name: 'Rosa Prüfer',
  email: `rosa${api.ids.uuid()}@audit.example`,
  reason: 'Annual audit',
});
const grant = (body: object = {}) => admin.post('/auditors', { ...somebody(), ...body });

/** Runs the mail job as the worker would; the mail is kept instead of sent. */
async function mailFor(grantId: string, state: 'sent' | 'deferred' | 'failed' = 'sent') {
  const mails: MailMessage[] = [];
  const job = new TellAuditorJob({
    unitOfWork: api.app.get(UnitOfWork, { strict: false }),
    organisations: api.app.get(Organisations, { strict: false }),
    ids: api.ids,
    publicUrl: api.origin,
    mailer: {
      check: async () => ({ ok: true, detail: '' }),
      send: async (mail) => {
        mails.push(mail);
        return { state, smtpCode: state === 'sent' ? 250 : 550, response: 'said the server' };
      },
    },
  });
  const context = {
    ...{ jobId: api.ids.uuid<JobId>(), organisationId: owner.organisationId, attempt: 1 },
    signal: new AbortController().signal,
  };
  const outcome = await job.run({ grantId }, context);
  const token = /set-password#([A-Za-z0-9_-]{43})/.exec(mails[0]?.text ?? '')?.[1] ?? '';
  return { outcome, mail: mails[0], token };
}

const setPassword = (token: string, newPassword = 'a long enough passphrase') =>
  api.browser().post('/api/auth/reset-password', { token, newPassword });

async function admitted() {
  const granted = await grant();
  const { id, email } = granted.json as unknown as { id: string; email: string };
  const { token } = await mailFor(id);
  expect((await setPassword(token)).status).toBe(200);
  const user = { email, password: 'a long enough passphrase' } as TestUser;
  return { id, token, user, browser: await api.signIn(user) };
}

const eventTypes = async (organisationId: OrganisationId) =>
  (
    await api.database.query(
      'admin',
      `SELECT type FROM audit_event WHERE stream = 'organisation:${organisationId}' ORDER BY seq`,
    )
  ).map(({ type }) => type);

describe('an auditor', () => {
  it('sets a password from the mail, reads the evidence and nothing else', async () => {
    const { browser, token } = await admitted();
    const me = await browser.get('/me');
    expect(me.json).toMatchObject({ role: 'auditor', scopes: [] });
    expect(new Date(String(me.json.auditsUntil)).getTime() - Date.now()).toBeGreaterThan(13 * 86_400_000);
    expect((await browser.post('/audit/searches', {})).status).toBe(200);
    expect((await browser.get('/envelopes')).json.code).toBe('forbidden');
    expect((await browser.get('/auditors')).json.code).toBe('forbidden');
    expect(await setPassword(token)).toMatchObject({ status: 410, json: { code: 'password-link-used' } });
    const types = await eventTypes(owner.organisationId);
    for (const type of ['auditor.granted', 'auditor.invited', 'auditor.password-set', 'account.signed-in']) {
      expect(types).toContain(type);
    }
  });

  it('is out with the next request once an administrator ends the access', async () => {
    const { id, user, browser } = await admitted();
    expect((await admin.post(`/auditors/${id}/end`)).status).toBe(204);
    expect((await browser.post('/audit/searches', {})).status).toBe(401);
    const again = await (await api.signIn(user)).post('/audit/searches', {});
    expect(again.status).toBe(403);
    expect(again.json.code).toBe('auditor-access-ended');
    expect(String(again.json.detail)).toMatch(/Your access to the evidence of Example Ltd ended on .* UTC\./);
    expect((await admin.post(`/auditors/${id}/end`)).status).toBe(204);
    expect((await admin.post(`/auditors/${id}/extend`, { days: 5 })).json.code).toBe('auditor-grant-over');
    const types = await eventTypes(owner.organisationId);
    expect(types.filter((type) => type === 'auditor.ended')).toHaveLength(1);
  });

  it('is refused in every room when the time has run out, and may be let in again', async () => {
    const { id, user, browser } = await admitted();
    await api.database.query(
      'admin',
      `SELECT set_config('app.organisation', '${owner.organisationId}', false);
       UPDATE auditor_grant SET expires_at = starts_at + interval '1 millisecond' WHERE id = '${id}'`,
    );
    for (const path of ['/audit/searches', '/audit/holds/views', '/audit/samples/views', '/audit/exports']) {
      expect([path, (await browser.post(path, {})).json.code]).toEqual([path, 'auditor-access-ended']);
    }
    expect((await browser.get('/me')).json.code).toBe('auditor-access-ended');
    const again = await grant({ email: user.email });
    expect(again.status).toBe(201);
    expect((await browser.post('/audit/searches', {})).status).toBe(401);
    // The account is known: the mail leads to the sign-in, and makes no link to another password.
    expect((await mailFor(String(again.json.id))).mail?.text).toContain(`${api.origin}/audit`);
    expect((await (await api.signIn(user)).post('/audit/searches', {})).status).toBe(200);
  });

  it('gets a new link with every mail; the older one ends', async () => {
    const { json } = await grant();
    const first = await mailFor(String(json.id));
    expect((await admin.post(`/auditors/${String(json.id)}/mail`)).status).toBe(204);
    const second = await mailFor(String(json.id));
    expect((await setPassword(first.token)).status).toBe(410);
    const short = await setPassword(second.token, 'short');
    expect(short).toMatchObject({ status: 422, json: { code: 'password-unusable' } });
    expect((await setPassword(second.token)).status).toBe(200);
    const kept = await api.database.query('admin', 'SELECT identifier FROM verification');
    expect(JSON.stringify(kept)).not.toContain(second.token);
  });
});

describe('granting', () => {
  it('takes 1 to 90 days, a name, an address and a reason', async () => {
    for (const body of [
      { days: 0 },
      { days: 91 },
      { days: 1.5 },
      { name: ' ' },
      { email: 'x' },
      { reason: '' },
    ]) {
      expect([body, (await grant(body)).status]).toEqual([body, 422]);
    }
  });

  it('refuses who works here, who is elsewhere and who has access already', async () => {
    const member = await api.addUser(owner.organisationId, 'member');
    expect((await grant({ email: member.email })).json.code).toBe('auditor-is-member');
    const stranger = await api.addOrganisation();
    expect((await grant({ email: stranger.email })).json.code).toBe('auditor-address-taken');
    const { json } = await grant();
    expect((await grant({ email: String(json.email).toUpperCase() })).json.code).toBe(
      'auditor-already-invited',
    );
  });

  it('moves the end only forward, at most 90 days ahead', async () => {
    const { json } = await grant({ days: 30 });
    const extend = (days: number) => admin.post(`/auditors/${String(json.id)}/extend`, { days });
    expect((await extend(10)).json.code).toBe('auditor-period-invalid');
    expect((await extend(91)).status).toBe(422);
    expect((await extend(60)).status).toBe(204);
    const listed = (await admin.get('/auditors')).json.items as unknown as {
      id: string;
      expiresAt: string;
    }[];
    const until = new Date(listed.find(({ id }) => id === String(json.id))?.expiresAt ?? 0).getTime();
    expect(Math.round((until - Date.now()) / 86_400_000)).toBe(60);
  });

  it('is seen and steered by the own organisation alone', async () => {
    const { json } = await grant();
    const other = await api.signIn(await api.addOrganisation());
    expect((await other.get('/auditors')).json.items).toEqual([]);
    for (const act of ['end', 'mail', 'extend']) {
      const answer = await other.post(
        `/auditors/${String(json.id)}/${act}`,
        act === 'extend' ? { days: 9 } : undefined,
      );
      expect([act, answer.status]).toEqual([act, 404]);
    }
  });

  it('tells the administrator when the mail was refused', async () => {
    const { json } = await grant();
    await expect(mailFor(String(json.id), 'failed')).rejects.toMatchObject({ code: 'mail-address-invalid' });
    expect((await mailFor(String(json.id), 'deferred')).outcome).toMatchObject({ state: 'later' });
    const [listed] = (await admin.get('/auditors')).json.items as unknown as { mail: { state: string } }[];
    expect(listed?.mail.state).toBe('waiting');
  });

  it('cannot be rewritten by the application itself', async () => {
    const { json } = await grant();
    const id = String(json.id);
    const write = (sql: string) =>
      api.database.query(
        'app',
        `SELECT set_config('app.organisation', '${owner.organisationId}', false); ${sql}`,
      );
    await expect(write(`UPDATE auditor_grant SET reason = 'x' WHERE id = '${id}'`)).rejects.toThrow(
      /permission/,
    );
    await expect(write(`DELETE FROM auditor_grant WHERE id = '${id}'`)).rejects.toThrow(/permission/);
    await expect(
      write(`UPDATE auditor_grant SET expires_at = now() + interval '1 year' WHERE id = '${id}'`),
    ).rejects.toThrow(/90 days/);
  });
});
