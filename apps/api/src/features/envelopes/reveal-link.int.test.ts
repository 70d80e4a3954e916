import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { type ApiStory, aStory } from '../../testing/api-story.js';

let api: ApiInstance;
beforeAll(async () => {
  api = await createApiInstance();
});
afterAll(async () => {
  await api?.close();
});

const reveal = (story: ApiStory, index: number, key?: string) =>
  story.sender.post(
    `/envelopes/${story.id}/recipients/${story.recipientId(index)}/reveal-link`,
    undefined,
    key === undefined ? {} : { 'idempotency-key': key },
  );
const tokenOf = (url: unknown) => String(url).split('/s/')[1] ?? '';

async function eventsOf(story: ApiStory) {
  const sql = `SELECT type, convert_from(bytes, 'UTF8')::jsonb AS event FROM audit_event
    WHERE stream = 'envelope:${story.id}' ORDER BY seq`;
  const rows = await api.database.query('admin', sql);
  return rows.map(
    (row) => row.event as { type: string; data: Record<string, unknown>; actor: { kind: string } },
  );
}
const identificationsOf = async (story: ApiStory) =>
  (await eventsOf(story))
    .filter(({ type }) => type === 'recipient.signed')
    .map(({ data }) => data.identification);

describe('a link shown to a member', () => {
  it('opens the envelope, is recorded and makes the signature one by a revealed link', async () => {
    const story = await (await aStory(api)).sent();
    const answer = await reveal(story, 0);
    expect(answer).toMatchObject({ status: 200 });
    const signer = api.browser();
    expect(await signer.post('/signing/sessions', { token: tokenOf(answer.json.url) })).toMatchObject({
      status: 200,
    });
    const events = await eventsOf(story);
    expect(events.find(({ type }) => type === 'recipient.link-revealed')).toMatchObject({
      actor: { kind: 'user' },
      data: { recipientId: story.recipientId(0) },
    });
    expect(events.find(({ type }) => type === 'recipient.link-used')?.data).toMatchObject({
      origin: 'revealed',
    });
    await story.sign(0);
    expect(await identificationsOf(story)).toEqual([['revealed-link']]);
    expect(JSON.stringify(events)).not.toContain(tokenOf(answer.json.url));
  });

  it('lowers also what is signed by a link mailed before, and nobody else’s signature', async () => {
    const story = await (await aStory(api)).sent([{}, {}]);
    const mailedBefore = await story.signerReady(0);
    await reveal(story, 0);
    await mailedBefore.browser.post('/signing/complete', { documents: mailedBefore.documents });
    await story.sign(1);
    expect(await identificationsOf(story)).toEqual([['revealed-link'], ['mailed-link']]);
    const recipients = (await story.reload()).recipients as unknown as { linkRevealedAt: string | null }[];
    expect(recipients.map(({ linkRevealedAt }) => linkRevealedAt === null)).toEqual([false, true]);
  });

  it('is in one answer only, and nowhere in the database', async () => {
    const story = await (await aStory(api)).sent();
    const first = await reveal(story, 0, 'reveal-just-once');
    const again = await reveal(story, 0, 'reveal-just-once');
    expect(tokenOf(first.json.url)).toMatch(/^[\w-]{43}$/);
    expect(again).toMatchObject({ status: 200, json: { url: null } });
    const [{ dump } = { dump: '' }] = await api.database.query(
      'admin',
      `SELECT string_agg(x, ' ') AS dump FROM (SELECT l::text AS x FROM recipient_link l
         UNION ALL SELECT k::text FROM idempotency_key k UNION ALL SELECT convert_from(bytes, 'UTF8') FROM audit_event) all_of_it`,
    );
    expect(String(dump)).not.toContain(tokenOf(first.json.url));
    expect((await eventsOf(story)).filter(({ type }) => type === 'recipient.link-revealed')).toHaveLength(1);
  });

  it('is refused out of turn, after the act, after the end, and to keys that may not send', async () => {
    const story = await (await aStory(api)).sent([{}, { routingOrder: 2 }]);
    expect(await reveal(story, 1)).toMatchObject({ status: 409, json: { code: 'recipient-not-invited' } });
    await story.sign(0);
    expect(await reveal(story, 0)).toMatchObject({ status: 409, json: { code: 'recipient-not-invited' } });
    await story.sender.post(`/envelopes/${story.id}/void`, { reason: 'A mistake.' });
    expect(await reveal(story, 1)).toMatchObject({ status: 409, json: { code: 'envelope-not-sent' } });
    expect((await eventsOf(story)).map(({ type }) => type)).not.toContain('recipient.link-revealed');
  });

  it('stays revealed: not even the application can take that back', async () => {
    const story = await (await aStory(api)).sent();
    await reveal(story, 0);
    const organisation = String((await story.sender.get('/me')).json.organisation?.id);
    const undo = `BEGIN; SELECT set_config('app.organisation', '${organisation}', true);
      UPDATE recipient_link SET origin = 'mailed'; COMMIT`;
    await expect(api.database.query('app', undo)).rejects.toThrow(/permission denied/);
    const drop = `BEGIN; SELECT set_config('app.organisation', '${organisation}', true); DELETE FROM recipient_link; COMMIT`;
    await expect(api.database.query('app', drop)).rejects.toThrow(/permission denied/);
  });
});
