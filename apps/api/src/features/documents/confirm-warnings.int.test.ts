import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId, type BulkId } from '../../domain/ids.js';
import { Glyphs } from '../../ports/glyphs.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import type { ApiBrowser, LooseJson } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';
import { smallPdf, warnedPdf } from '../../testing/small-pdf.js';
import { RunBulk } from '../bulk/run-bulk.js';

let api: ApiInstance;
let user: TestUser;
let owner: ApiBrowser;
let warned: LooseJson;
beforeAll(async () => {
  api = await createApiInstance();
  user = await api.addOrganisation();
  owner = await api.signIn(user);
  warned = await upload(warnedPdf());
});
afterAll(() => api?.close());

const list = (value: unknown) => value as LooseJson[];
const confirm = (document: LooseJson, sha256: unknown = document.sha256, as = owner) =>
  as.post(`/documents/${String(document.id)}/confirm-warnings`, { sha256 });

async function upload(bytes: Uint8Array): Promise<LooseJson> {
  const answer = await owner.upload('/documents', 'contract.pdf', bytes);
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
}

async function draftOf(document: LooseJson): Promise<LooseJson> {
  const recipients = [
    { key: 'a', name: 'Ben', email: 'ben@example.test', role: 'approver', routingOrder: 1 },
  ];
  const body = { title: 'Lease', documentIds: [document.id], recipients, fields: [] };
  const answer = await owner.post('/envelopes', body);
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
}

const send = ({ id, version }: LooseJson) =>
  owner.post(`/envelopes/${String(id)}/send`, undefined, { 'if-match': `"${String(version)}"` });

async function eventsOf(type: string) {
  const rows = await api.database.query(
    'admin',
    `SELECT e.stream, convert_from(e.bytes, 'UTF8') AS text, (SELECT json_agg(p.value) FROM audit_personal p
       WHERE p.event_id = e.id)::text AS personal FROM audit_event e WHERE e.type = '${type}' ORDER BY e.at`,
  );
  return rows.map(({ stream, text, personal }) => ({
    ...JSON.parse(String(text)),
    stream: String(stream),
    personalText: String(personal),
  }));
}

describe('what intake changed in a document', () => {
  let draft: LooseJson;

  it('stands between its draft and being sent, and nothing goes out before it was read', async () => {
    expect(warned).toMatchObject({
      report: { verdict: 'accept-after-warning', reasons: [{ code: 'pdf-active-content' }] },
      warningsConfirmed: null,
    });
    draft = await draftOf(warned);
    expect(draft.readiness).toMatchObject({
      problems: [{ code: 'warnings-unconfirmed', pointer: '/documentIds/0' }],
    });
    const refused = await send(draft);
    expect(refused).toMatchObject({ status: 422, json: { code: 'envelope-not-ready' } });
    const template = await owner.post('/templates', { fromEnvelopeId: draft.id, name: 'Lease' });
    expect(template).toMatchObject({ status: 409, json: { code: 'warnings-unconfirmed' } });
  });

  it('is confirmed for the bytes somebody saw and no others, by a member who may write', async () => {
    const other = await confirm(warned, createHash('sha256').update('other').digest('hex'));
    expect(other).toMatchObject({ status: 409, json: { code: 'document-hash-mismatch' } });
    expect((await confirm(warned, 'not a hash')).status).toBe(422);
    const stranger = await api.signIn(await api.addOrganisation());
    expect((await confirm(warned, warned.sha256, stranger)).status).toBe(404);
    expect(await eventsOf('document.warnings-confirmed')).toEqual([]);
  });

  it('is recorded once with both hashes, codes and sentences, however often it is confirmed', async () => {
    const answers = await Promise.all([confirm(warned), confirm(warned), confirm(warned)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[0]?.json.warningsConfirmed).toMatchObject({ by: expect.any(String) });
    const events = await eventsOf('document.warnings-confirmed');
    expect(events).toHaveLength(1);
    const { frozenSha256Hex, originalSha256Hex } = events[0]?.data ?? {};
    expect(frozenSha256Hex).toBe(warned.sha256);
    expect(originalSha256Hex).toBe(createHash('sha256').update(warnedPdf()).digest('hex'));
    expect(events[0]).toMatchObject({
      stream: `organisation:${user.organisationId}`,
      actor: { kind: 'user', id: user.userId },
      data: { documentId: warned.id, changes: list(warned.report?.reasons) },
    });
    expect((await owner.get(`/envelopes/${String(draft.id)}`)).json.readiness).toMatchObject({ ready: true });
  });

  it('is in the record of the envelope by whom, and cannot change after it went out', async () => {
    const sent = await send(draft);
    expect(sent.status, sent.text).toBe(200);
    const [, event] = await eventsOf('document.warnings-confirmed');
    expect(event).toMatchObject({
      stream: `envelope:${String(draft.id)}`,
      data: {
        ...{ documentId: warned.id, frozenSha256Hex: warned.sha256, userId: user.userId },
        changes: [{ code: 'pdf-active-content' }],
      },
    });
    const story = list((await owner.get(`/envelopes/${String(draft.id)}/events`)).json.items);
    expect(story.map(({ type }) => String(type))).toEqual([
      'envelope.created',
      'document.warnings-confirmed',
      'envelope.sent',
    ]);
    expect(String(story[1]?.sentence)).toMatch(/confirmed what was changed in contract\.pdf: Scripts, /);
    expect(String(story[1]?.sentence)).not.toContain('pdf-active-content');
    // Of the upload only the hash is kept: what people are shown is handed out.
    const { url } = (await owner.post(`/envelopes/${String(draft.id)}/files/original/download`)).json;
    const file = new Uint8Array(await (await fetch(`${api.origin}${String(url)}`)).arrayBuffer());
    expect(createHash('sha256').update(file).digest('hex')).toBe(String(warned.sha256));
    for (const change of ["warnings_confirmed_name = 'Somebody else'", 'warnings_confirmed_at = NULL']) {
      await expect(
        api.database.query(
          'admin',
          `SELECT set_config('app.organisation', '${user.organisationId}', false);
           UPDATE document SET ${change} WHERE id = '${String(warned.id)}'`,
        ),
        change,
      ).rejects.toMatchObject({ code: expect.stringMatching(/^SW|^23514/) });
    }
  });

  it('asks nobody where nothing was changed', async () => {
    const plain = await upload(smallPdf('Nothing to say of it'));
    expect((await confirm(plain)).json).toMatchObject({ warningsConfirmed: null });
    expect((await draftOf(plain)).readiness).toMatchObject({ ready: true });
    expect(await eventsOf('document.warnings-confirmed')).toHaveLength(2);
  });

  it('counts for what is made from a template, also in a bulk send', async () => {
    const template = await owner.post('/templates', { fromEnvelopeId: draft.id, name: 'Lease' });
    expect(template.status, template.text).toBe(201);
    expect(list(template.json.documents)[0]?.warningsConfirmed).toMatchObject({ by: expect.any(String) });
    const { id: bulkId } = (
      await owner.upload(
        `/templates/${String(template.json.id)}/bulk-sends`,
        'list.csv',
        new TextEncoder().encode('Approver 1 name,Approver 1 email\nCara,cara@example.test\n'),
      )
    ).json;
    const started = await owner.post(`/bulk-sends/${String(bulkId)}/start`);
    expect(started.status, started.text).toBe(200);
    const bulk = new RunBulk(api.app.get(UnitOfWork), api.ids, api.app.get(Glyphs));
    await bulk.runBatch(user.organisationId, asId<BulkId>(String(bulkId)));
    const event = (await eventsOf('envelope.sent')).at(-1);
    expect(event?.personalText).toContain('Cara');
    const confirmed = (await eventsOf('document.warnings-confirmed')).at(-1);
    expect(confirmed).toMatchObject({ stream: event?.stream, data: { userId: user.userId } });
    const made = await owner.get(`/envelopes/${String(event?.stream).slice('envelope:'.length)}`);
    expect(list(made.json.documents)[0]).toMatchObject({
      report: { verdict: 'accept-after-warning' },
      warningsConfirmed: { by: expect.any(String) },
    });
  });

  it('is asked of an old template before a bulk send of it starts', async () => {
    const template = await owner.post('/templates', { fromEnvelopeId: draft.id, name: 'Older' });
    const [document] = list(template.json.documents);
    await api.database.query(
      'admin',
      `SELECT set_config('app.organisation', '${user.organisationId}', false); ALTER TABLE document DISABLE TRIGGER USER;
       UPDATE document SET warnings_confirmed_at = NULL, warnings_confirmed_by = NULL, warnings_confirmed_name = NULL
         WHERE id = '${String(document?.id)}'; ALTER TABLE document ENABLE TRIGGER USER`,
    );
    const csv = new TextEncoder().encode('Approver 1 name,Approver 1 email\nDan,dan@example.test\n');
    const path = `/templates/${String(template.json.id)}`;
    const { id } = (await owner.upload(`${path}/bulk-sends`, 'list.csv', csv)).json;
    const refused = await owner.post(`/bulk-sends/${String(id)}/start`);
    expect(refused).toMatchObject({ status: 409, json: { code: 'warnings-unconfirmed' } });
    expect((await confirm(document ?? {})).status).toBe(200);
    expect((await owner.post(`/bulk-sends/${String(id)}/start`)).status).toBe(200);
  });
});
