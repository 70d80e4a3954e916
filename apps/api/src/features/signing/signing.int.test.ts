import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LooseJson } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';
import { ApiStory, aStory } from '../../testing/api-story.js';
import { shownIn } from '../../testing/shown-in.js';

let api: ApiInstance;
let user: TestUser;
let story: () => ApiStory;
beforeAll(async () => {
  api = await createApiInstance();
  user = await api.addOrganisation();
  const sender = await api.signIn(user);
  story = () => new ApiStory(api, sender, user);
});
afterAll(async () => {
  await api.close();
});

/** The first document of a story, as its signers reach it. */
const documentPath = ({ envelope }: ApiStory) =>
  `/signing/documents/${String(list(envelope.documents)[0]?.id)}`;
const list = (json: LooseJson | undefined) => json as unknown as LooseJson[];
const count = async (sql: string, ...values: unknown[]) => {
  const rows = await api.database.query('admin', `SELECT count(*)::int AS n FROM ${sql}`, values);
  return rows[0]?.n;
};

describe('a link', () => {
  it('changes nothing when it is fetched, a hundred times, by whatever fetches', async () => {
    const one = await story().sent();
    const token = await one.link(0);
    const signer = await one.signer(0);
    const before = JSON.stringify(await one.reload());
    const events = async () => count('audit_event WHERE stream = $1', `envelope:${one.id}`);
    const eventsBefore = await events();
    const paths = [
      '/signing',
      `${documentPath(one)}/pages/1.webp`,
      `${documentPath(one)}/pages/1/text`,
      documentPath(one),
      `/signing/sessions`,
    ];
    for (let i = 0; i < 100; i += 1) {
      const path = paths[i % paths.length] ?? '/signing';
      const headers = { 'user-agent': 'Mozilla/5.0 SafeLinks' };
      await signer.send(`${path}?token=${token}`, { method: i % 2 ? 'HEAD' : 'GET', headers });
    }
    expect(JSON.stringify(await one.reload())).toBe(before);
    expect(await events()).toBe(eventsBefore);
    expect((await one.sign(0)).status).toBe(200);
  });

  it('answers wrong tokens all alike', async () => {
    const wrong = await Promise.all(
      ['x', 'a'.repeat(43), 'A'.repeat(200)].map((token) =>
        api.browser().post('/signing/sessions', { token }),
      ),
    );
    for (const answer of wrong) {
      expect(answer).toMatchObject({ status: 404, json: { code: 'link-unknown' } });
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect(new Set(wrong.map((answer) => String(answer.json.detail))).size).toBe(1);
  });

  it('is not kept anywhere it could be read from', async () => {
    const one = await story().sent();
    const token = await one.link(0);
    const signer = api.browser();
    await signer.post('/signing/sessions', { token });
    const cookie = signer.cookieHeader().split('=')[1] ?? '';
    const rows = await api.database.query(
      'admin',
      `SELECT (SELECT json_agg(l) FROM recipient_link l)::text || (SELECT json_agg(s) FROM signer_session s)::text
        || coalesce((SELECT json_agg(k) FROM idempotency_key k)::text, '') AS everything`,
    );
    expect(cookie).toHaveLength(43);
    expect(String(rows[0]?.everything)).not.toContain(token);
    expect(String(rows[0]?.everything)).not.toContain(cookie);
  });

  it('answers 410 with its own code once the envelope has ended, and records the try', async () => {
    const voided = await story().sent();
    const declined = await story().sent([{}, {}]);
    const expired = await story().sent();
    const tokens = [await voided.link(0), await declined.link(1), await expired.link(0)];
    await voided.sender.post(`/envelopes/${voided.id}/void`, { reason: 'mistake' });
    await (await declined.signer(0)).post('/signing/decline', { reason: 'no' });
    await api.database.query(
      'admin',
      `SELECT set_config('app.organisation', '${user.organisationId}', false);
       UPDATE envelope SET expires_at = now() - interval '1 minute' WHERE id = '${expired.id}'`,
    );
    const answers = await Promise.all(
      tokens.map((token) => api.browser().post('/signing/sessions', { token })),
    );
    expect(answers.map((answer) => [answer.status, String(answer.json.code)])).toEqual([
      [410, 'link-voided'],
      [410, 'link-declined'],
      [410, 'link-expired'],
    ]);
    expect(await count(`audit_event WHERE type = 'recipient.link-refused'`)).toBe(3);
  });

  it('gives no document once the envelope was voided, also to an open session', async () => {
    const one = await story().sent();
    const signer = await one.signer(0);
    expect((await signer.get(documentPath(one))).status).toBe(200);
    const documents = shownIn((await signer.get('/signing')).json);
    await one.sender.post(`/envelopes/${one.id}/void`, { reason: 'mistake' });
    expect((await signer.get('/signing')).json).toMatchObject({
      phase: 'voided',
      documents: [{ sha256: '', pages: [] }],
      fields: [],
    });
    expect(await signer.get(documentPath(one))).toMatchObject({
      status: 410,
      json: { code: 'link-voided' },
    });
    expect(await signer.get(`${documentPath(one)}/pages/1.webp`)).toMatchObject({ status: 410 });
    expect(await signer.post('/signing/consent', { version: '2026-2', documents })).toMatchObject({
      status: 410,
    });
  });

  it('out of turn shows a waiting page and no document', async () => {
    const one = await story().sent([{}, { routingOrder: 2 }]);
    const second = await one.signer(1);
    expect((await second.get('/signing')).json).toMatchObject({ phase: 'wait', documents: [{ sha256: '' }] });
    expect(await second.get(documentPath(one))).toMatchObject({
      status: 409,
      json: { code: 'not-your-turn' },
    });
    expect(await second.post('/signing/open')).toMatchObject({
      status: 409,
      json: { code: 'not-your-turn' },
    });
  });
});

describe('a signer', () => {
  it('learns nothing of the others but role and progress', async () => {
    const one = await story().sent([{}, {}]);
    await one.sign(1);
    const text = (await (await one.signer(0)).get('/signing')).text;
    for (const secret of ['Person 1', 'person1@example.test', one.recipientId(1), user.email, '127.0.0.1']) {
      expect(text).not.toContain(secret);
    }
    expect(JSON.parse(text)).toMatchObject({ others: [{ role: 'signer', status: 'completed' }] });
  });

  it('has to consent to the text in force, which says what the law asks', async () => {
    const one = await story().sent();
    const signer = await one.signer(0);
    const state = (await signer.get('/signing')).json;
    const { consent } = state;
    const documents = shownIn(state);
    for (const words of [
      'on paper',
      'withdraw',
      'covers this envelope only',
      'e-mail address changes',
      'What you need',
    ]) {
      expect(String(consent?.text)).toContain(words);
    }
    const stale = await signer.post('/signing/consent', { version: '2020-1', documents });
    expect(stale).toMatchObject({ status: 409, json: { code: 'consent-version-unknown' } });
    const early = await signer.send(`/signing/fields/${String(list((await one.reload()).fields)[0]?.id)}`, {
      method: 'PUT',
      body: { value: { kind: 'typed', text: 'Ada' } },
    });
    expect(early).toMatchObject({ status: 409, json: { code: 'consent-required' } });
    await signer.post('/signing/consent', { version: consent?.version, documents });
    const rows = await api.database.query(
      'admin',
      'SELECT consent_version, encode(consent_sha256, $2) AS sha FROM recipient WHERE id = $1',
      [one.recipientId(0), 'hex'],
    );
    expect(rows[0]).toMatchObject({
      consent_version: '2026-2',
      sha: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('fills only fields of their own, with values that fit', async () => {
    const one = await story().sent([{}, {}]);
    const { browser } = await one.signerReady(0);
    const fields = list((await one.reload()).fields);
    const put = (id: unknown, value: unknown) =>
      browser.send(`/signing/fields/${String(id)}`, { method: 'PUT', body: { value } });
    expect(await put(fields[1]?.id, { kind: 'typed', text: 'x' })).toMatchObject({
      status: 404,
      json: { code: 'field-unknown' },
    });
    expect(await put(fields[0]?.id, 'text')).toMatchObject({
      status: 422,
      json: { code: 'field-value-invalid' },
    });
    expect(await put(fields[0]?.id, { kind: 'svg', text: '<svg onload=alert(1)>' })).toMatchObject({
      status: 422,
    });
    expect(await put(fields[0]?.id, { kind: 'typed', text: '\u{E000}' })).toMatchObject({
      json: { code: 'text-undrawable' },
    });
    expect(await put(fields[0]?.id, { kind: 'typed', text: 'Ada' })).toMatchObject({ status: 200 });
  });

  it('signs what was on the screen, or nothing', async () => {
    const one = await story().sent();
    const { browser, documents } = await one.signerReady(0);
    const [shown] = documents;
    const act = (...named: unknown[]) => browser.post('/signing/complete', { documents: named });
    const other = await act({ ...shown, sha256: 'ab'.repeat(32) });
    expect(other).toMatchObject({ status: 409, json: { code: 'document-hash-mismatch' } });
    expect(await act({ ...shown, sha256: 'short' })).toMatchObject({ status: 422 });
    expect(await act()).toMatchObject({ status: 422 });
    expect(await act(shown, shown)).toMatchObject({ status: 409 });
    expect(await one.reload()).toMatchObject({ status: 'sent' });
  });

  it('leaves, and the cookie is dead', async () => {
    const one = await story().sent();
    const signer = await one.signer(0);
    const stolen = { cookie: signer.cookieHeader() };
    expect((await signer.post('/signing/leave')).status).toBe(204);
    expect(await api.browser().get('/signing', stolen)).toMatchObject({
      status: 401,
      json: { code: 'signer-session-missing' },
    });
  });
});

describe('another story', () => {
  it('of another organisation is out of reach', async () => {
    const mine = await aStory(api);
    const theirs = await story().sent();
    expect(await mine.sender.get(`/envelopes/${theirs.id}`)).toMatchObject({ status: 404 });
    expect((await mine.sender.get('/envelopes')).json).toMatchObject({ items: [] });
  });
});
