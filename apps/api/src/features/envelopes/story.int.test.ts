import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LooseJson } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { aStory } from '../../testing/api-story.js';

let api: ApiInstance;
beforeAll(async () => {
  api = await createApiInstance();
});
afterAll(async () => {
  await api.close();
});

const list = (json: LooseJson | undefined) => json as unknown as LooseJson[];

describe('the story over HTTP', () => {
  it('goes from an upload to sealing', async () => {
    const story = await aStory(api);
    await story.sent([
      { routingOrder: 1 },
      { routingOrder: 2 },
      { role: 'approver', routingOrder: 3 },
      { role: 'copy' },
    ]);
    expect(story.envelope).toMatchObject({ status: 'sent', version: 2, progress: { done: 0, total: 3 } });
    expect(list(story.envelope.recipients).map((one) => one.status)).toEqual([
      'invited',
      'waiting',
      'waiting',
      'waiting',
    ]);

    expect((await story.sign(0)).json).toMatchObject({ phase: 'done' });
    expect(list((await story.reload()).recipients)[1]).toMatchObject({ status: 'invited' });
    expect((await story.sign(1)).json).toMatchObject({ phase: 'done' });
    const last = await story.sign(2);
    expect(last.json, last.text).toMatchObject({ phase: 'done', others: expect.any(Array) });
    expect(await story.reload()).toMatchObject({ status: 'sealing', progress: { done: 3, total: 3 } });

    const seals = await api.database.query('admin', 'SELECT state FROM seal WHERE envelope_id = $1', [
      story.id,
    ]);
    expect(seals).toEqual([{ state: 'due' }]);
    const jobs = await api.database.query('admin', 'SELECT kind FROM outbox_job ORDER BY created_at, id');
    expect(jobs.map((job) => job.kind)).toEqual([
      'send-invitation',
      'send-invitation',
      'send-invitation',
      'seal',
    ]);

    const events = (await story.sender.get(`/envelopes/${story.id}/events`)).json;
    expect(list(events.items).map((event) => event.type)).toEqual([
      'envelope.created',
      'envelope.sent',
      ...Array.from({ length: 2 }, () => ['link-used', 'opened', 'consented', 'filled', 'signed'])
        .flat()
        .map((one) => `recipient.${one}`),
      ...['link-used', 'opened', 'consented', 'approved'].map((one) => `recipient.${one}`),
      'envelope.sealing-started',
    ]);
    expect(list(events.items)[6]).toMatchObject({ seq: 7, sentence: 'Person 0 signed' });
  });

  it('hands out the original, records it, and has no sealed file yet', async () => {
    const story = await (await aStory(api)).sent();
    const asked = await story.sender.post(`/envelopes/${story.id}/files/original/download`);
    expect(asked.status, asked.text).toBe(200);
    const file = await fetch(`${api.origin}${String(asked.json.url)}`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="contract\.pdf"/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const document = list(story.envelope.documents)[0];
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(document?.sha256);
    const record = (await story.sender.get(`/envelopes/${story.id}/events`)).json;
    expect(list(record.items).at(-1)).toMatchObject({ type: 'document.downloaded' });
    const sealed = await story.sender.post(`/envelopes/${story.id}/files/sealed/download`);
    expect(sealed).toMatchObject({ status: 404, json: { code: 'file-not-available' } });
    const forged = `${String(asked.json.url).slice(0, -4)}AAAA`;
    expect((await fetch(`${api.origin}${forged}`)).status).toBe(403);
  });

  it('writes the record as audit.json that verifies', async () => {
    const story = await (await aStory(api)).sent();
    const asked = await story.sender.post(`/envelopes/${story.id}/files/audit.json/download`);
    const file = await (await fetch(`${api.origin}${String(asked.json.url)}`)).arrayBuffer();
    const { readAuditJson, verifyAuditJson } = await import('@sealwright/audit');
    const report = verifyAuditJson(readAuditJson(new Uint8Array(file)));
    expect(report.checks.filter((check) => check.state === 'fail')).toEqual([]);
    const recorded = await api.database.query(
      'admin',
      `SELECT convert_from(bytes, 'UTF8') AS event FROM audit_event WHERE stream = $1 ORDER BY seq DESC LIMIT 1`,
      [`envelope:${story.id}`],
    );
    const hash = createHash('sha256').update(new Uint8Array(file)).digest('hex');
    expect(JSON.parse(String(recorded[0]?.event))).toMatchObject({
      data: { kind: 'audit-json', sha256Hex: hash },
    });
  });

  it('keeps a draft at the version its editor saw', async () => {
    const story = await (await aStory(api)).draft();
    const path = `/envelopes/${story.id}`;
    const edit = (version: string | null, title: string) =>
      story.sender.send(path, {
        method: 'PATCH',
        body: { title },
        headers: version ? { 'if-match': version } : {},
      });
    expect(await edit(null, 'x')).toMatchObject({ status: 428, json: { code: 'version-missing' } });
    const both = await Promise.all([edit('"1"', 'A'), edit('"1"', 'B')]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 412]);
    expect((await story.sender.get(path)).headers.get('etag')).toBe('"2"');
    const send = await story.sender.post(`${path}/send`, undefined, { 'if-match': '"1"' });
    expect(send).toMatchObject({ status: 412, json: { code: 'version-conflict' } });
  });

  it('replaces lists as a whole, keeps ids of kept recipients, and drops fields of those who went', async () => {
    const story = await (await aStory(api)).draft([{}, {}]);
    const before = list(story.envelope.recipients);
    const recipients = [{ key: 'p1', name: 'New Name', email: 'new@example.test' }];
    const headers = { 'if-match': '"1"' };
    const answer = await story.sender.send(`/envelopes/${story.id}`, {
      method: 'PATCH',
      body: { recipients },
      headers,
    });
    expect(answer.status, answer.text).toBe(200);
    expect(list(answer.json.recipients)).toMatchObject([{ id: before[1]?.id, name: 'New Name' }]);
    expect(list(answer.json.fields)).toMatchObject([{ recipientId: before[1]?.id }]);
    const gone = await story.sender.send(`/envelopes/${story.id}`, {
      method: 'DELETE',
      headers: { 'if-match': '"2"' },
    });
    expect(gone.status).toBe(204);
    expect((await story.sender.get(`/envelopes/${story.id}`)).status).toBe(404);
  });

  it('says what is missing, with pointers', async () => {
    const story = await aStory(api);
    const created = await story.sender.post('/envelopes', { title: 'Empty' });
    expect(created.json.readiness).toMatchObject({ ready: false });
    const sent = await story.sender.post(`/envelopes/${String(created.json.id)}/send`, undefined, {
      'if-match': '"1"',
    });
    expect(sent).toMatchObject({ status: 422, json: { code: 'envelope-not-ready' } });
    expect(list(sent.json.errors).map((one) => one.pointer)).toEqual(['/documentIds', '/recipients']);
  });

  it('lists newest first, page by page, and counts', async () => {
    const story = await aStory(api);
    for (let i = 0; i < 5; i += 1) await story.sender.post('/envelopes', { title: `Number ${i}` });
    const titles: unknown[] = [];
    let cursor = '';
    do {
      const page = (await story.sender.get(`/envelopes?limit=2${cursor}`)).json;
      titles.push(...list(page.items).map((one) => one.title));
      cursor = page.nextCursor ? `&cursor=${String(page.nextCursor)}` : '';
    } while (cursor !== '');
    expect(titles).toEqual([4, 3, 2, 1, 0].map((i) => `Number ${i}`));
    expect((await story.sender.get('/envelopes/counts')).json).toMatchObject({
      draft: 5,
      sent: 0,
      attention: 0,
    });
    expect(list((await story.sender.get('/envelopes?q=number%203')).json.items)).toHaveLength(1);
    expect(list((await story.sender.get('/envelopes?status=sent')).json.items)).toHaveLength(0);
    expect(await story.sender.get('/envelopes?cursor=nonsense')).toMatchObject({
      status: 400,
      json: { code: 'cursor-invalid' },
    });
    expect(await story.sender.get('/envelopes?limit=0')).toMatchObject({
      status: 422,
      json: { code: 'validation-failed' },
    });
  });

  it('tells an open page when the envelope changes', async () => {
    const story = await (await aStory(api)).sent();
    const cancel = new AbortController();
    const stream = await fetch(`${api.origin}/api/v1/envelopes/${story.id}/live`, {
      headers: { cookie: story.sender.cookieHeader() },
      signal: cancel.signal,
    });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    const readUntil = async (text: string) => {
      while (!seen.includes(text)) seen += (await reader?.read())?.value ?? '';
    };
    await readUntil('"status":"sent"');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await story.sender.post(`/envelopes/${story.id}/void`, { reason: 'test' });
    await readUntil('"status":"voided"');
    cancel.abort();
  });
});
