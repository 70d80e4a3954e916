import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { aStory } from '../../testing/api-story.js';

let api: ApiInstance;
beforeAll(async () => {
  api = await createApiInstance(4371);
});
afterAll(async () => {
  await api.close();
});

const look = (token: string) => api.browser().get('/signing/link', { 'x-signing-link': token });

it('says who asks whom for what, and changes nothing however often it is looked at', async () => {
  const one = await (await aStory(api)).sent();
  const token = await one.link(0);
  const facts = () => api.database.query('admin', 'SELECT count(*)::int AS n FROM audit_event');
  const before = await facts();
  const answers = await Promise.all(Array.from({ length: 10 }, () => look(token)));
  expect(answers[0]).toMatchObject({ status: 200, json: { recipient: { role: 'signer' } } });
  expect(Object.keys(answers[0]?.json ?? {})).toEqual(['title', 'sender', 'recipient']);
  expect(answers[0]?.headers.get('set-cookie')).toBeNull();
  expect(await facts()).toEqual(before);
  expect(await one.reload()).toMatchObject({ recipients: [{ status: 'invited', openedAt: null }] });
});

it('refuses dead and unknown links without writing the refusal down', async () => {
  const one = await (await aStory(api)).sent();
  const token = await one.link(0);
  await one.sender.post(`/envelopes/${one.id}/void`, { reason: 'Wrong annex.' });
  expect(await look(token)).toMatchObject({ status: 410, json: { code: 'link-voided' } });
  expect(await look('no-such-token')).toMatchObject({ status: 404, json: { code: 'link-unknown' } });
  expect(await api.browser().get('/signing/link')).toMatchObject({ status: 404 });
  const refused = `SELECT count(*)::int AS n FROM audit_event WHERE type = 'recipient.link-refused'`;
  expect(await api.database.query('admin', refused)).toEqual([{ n: 0 }]);
});
