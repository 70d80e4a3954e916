import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { type ApiStory, aStory } from '../../testing/api-story.js';

const CHROME =
  'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36';

let api: ApiInstance;
beforeAll(async () => {
  api = await createApiInstance();
});
afterAll(async () => {
  await api.close();
});

const look = (token: string, userAgent = CHROME) =>
  api.browser().get('/signing/link', { 'x-signing-link': token, 'user-agent': userAgent });

/** Everything that could have moved: the envelope with its people, its links and sessions, its mails and jobs. */
async function stateOf(story: ApiStory) {
  const rows = (sql: string) => api.database.query('admin', sql);
  return {
    envelope: await rows(`SELECT * FROM envelope WHERE id = '${story.id}'`),
    recipients: await rows(`SELECT * FROM recipient WHERE envelope_id = '${story.id}' ORDER BY id`),
    links: await rows('SELECT * FROM recipient_link ORDER BY id'),
    sessions: await rows('SELECT count(*)::int AS n FROM signer_session'),
    jobs: await rows('SELECT id, kind, done_at FROM outbox_job ORDER BY id'),
  };
}
async function typesOf(story: ApiStory): Promise<string[]> {
  const sql = `SELECT type FROM audit_event WHERE stream = 'envelope:${story.id}' ORDER BY seq`;
  return (await api.database.query('admin', sql)).map((row) => String(row.type));
}

it('says who asks whom for what, and changes nothing however often it is looked at', async () => {
  const one = await (await aStory(api)).sent();
  const token = await one.link(0);
  const before = await stateOf(one);
  const answers = await Promise.all(Array.from({ length: 10 }, () => look(token)));
  expect(answers[0]).toMatchObject({
    status: 200,
    json: { recipient: { role: 'signer' }, documentCount: 1, asked: true, sealed: false },
  });
  expect(Object.keys(answers[0]?.json ?? {}).sort()).toEqual(
    ['title', 'sender', 'recipient', 'documentCount', 'asked', 'sealed'].sort(),
  );
  expect(answers[0]?.headers.get('set-cookie')).toBeNull();
  expect(await stateOf(one)).toEqual(before);
  expect(await one.reload()).toMatchObject({ recipients: [{ status: 'invited', openedAt: null }] });
});

it('writes once for each link that it was loaded, apart for scanners, and never as a view', async () => {
  const one = await (await aStory(api)).sent();
  const [first, second] = [await one.link(0), await one.link(0)];
  const scanner = 'Mozilla/5.0 (compatible; Barracuda Sentinel (EE))';
  for (const [token, agent] of [
    [first, scanner],
    [first, CHROME],
    [second, CHROME],
  ] as const) {
    await Promise.all(Array.from({ length: 5 }, () => look(token, agent)));
  }
  const types = await typesOf(one);
  expect(types.filter((type) => type === 'recipient.link-fetched')).toHaveLength(3);
  expect(types).not.toContain('recipient.opened');
  const [fetched] = await api.database.query(
    'admin',
    `SELECT convert_from(e.bytes, 'UTF8')::jsonb AS event, p.value::jsonb AS personal FROM audit_event e
     JOIN audit_personal p ON p.event_id = e.id
     WHERE e.stream = 'envelope:${one.id}' AND e.type = 'recipient.link-fetched' ORDER BY e.seq LIMIT 1`,
  );
  expect(fetched).toMatchObject({
    event: { actor: { kind: 'visitor' }, data: { agent: 'scanner', recipientId: one.recipientId(0) } },
    personal: { fromUserAgent: scanner },
  });
  expect(await one.reload()).toMatchObject({ recipients: [{ status: 'invited', openedAt: null }] });
});

it('refuses dead and unknown links without writing the refusal down', async () => {
  const one = await (await aStory(api)).sent();
  const token = await one.link(0);
  await one.sender.post(`/envelopes/${one.id}/void`, { reason: 'Wrong annex.' });
  const before = await typesOf(one);
  expect(await look(token)).toMatchObject({ status: 410, json: { code: 'link-voided' } });
  expect(await look('no-such-token')).toMatchObject({ status: 404, json: { code: 'link-unknown' } });
  expect(await api.browser().get('/signing/link')).toMatchObject({ status: 404 });
  expect(await typesOf(one)).toEqual(before);
});

it('writes a flood of refusals down in a few events that say how many there were', async () => {
  const one = await (await aStory(api)).sent();
  const token = await one.link(0);
  await one.sender.post(`/envelopes/${one.id}/void`, { reason: 'Wrong annex.' });
  for (let i = 0; i < 30; i += 1) await api.browser().post('/signing/sessions', { token });
  const refused = (await typesOf(one)).filter((type) => type === 'recipient.link-refused');
  expect(refused).toHaveLength(5);
});
