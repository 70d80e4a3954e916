import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { aStory } from '../../testing/api-story.js';

let api: ApiInstance;
beforeAll(async () => {
  api = await createApiInstance();
});
afterAll(async () => {
  await api?.close();
});

describe('the time zone of the sender', () => {
  it('comes with the draft or with the sending, and only as a zone there is', async () => {
    const story = await aStory(api);
    const refused = await story.sender.post('/envelopes', { title: 'x', timeZone: 'Mars/Olympus_Mons' });
    expect(refused.status).toBe(422);
    expect(refused.json).toMatchObject({ code: 'validation-failed', errors: [{ pointer: '/timeZone' }] });
    const created = await story.sender.post('/envelopes', { title: 'x', timeZone: 'America/New_York' });
    expect(created.json).toMatchObject({ timeZone: 'America/New_York' });
    await story.draft();
    expect(story.envelope).toMatchObject({ timeZone: null });
    const version = Number(story.envelope.version);
    const send = `/envelopes/${story.id}/send`;
    const wrong = await story.sender.post(send, { timeZone: '+02:00' }, { 'if-match': `"${version}"` });
    expect(wrong.status).toBe(422);
    const sent = await story.sender.post(send, { timeZone: 'Europe/Paris' }, { 'if-match': `"${version}"` });
    expect(sent.json, sent.text).toMatchObject({ status: 'sent', timeZone: 'Europe/Paris' });
  });
});
