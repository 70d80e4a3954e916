import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import { bySystem, record } from '../../events/record.js';
import type { EnvelopeErasure } from '../../ports/forgetting-repository.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import type { ApiBrowser, LooseJson } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';
import { ApiStory } from '../../testing/api-story.js';
import { sealedByHand } from '../../testing/sealed-by-hand.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { smallPdf } from '../../testing/small-pdf.js';

let api: ApiInstance;
let user: TestUser;
let story: ApiStory;
let documents: LooseJson[];

const list = (json: unknown) => json as LooseJson[];
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Three documents of one name, out for signature to two people. */
beforeAll(async () => {
  api = await createApiInstance();
  user = await api.addOrganisation();
  story = await new ApiStory(api, await api.signIn(user), user).sent([{}, {}], 3);
  documents = list(story.envelope.documents);
});
afterAll(async () => {
  await api?.close();
});

const ask = (browser: ApiBrowser, path: string) => browser.post(`${path}/download`);
const take = async (browser: ApiBrowser, path: string) => {
  const asked = await ask(browser, path);
  expect(asked.status, asked.text).toBe(200);
  const file = await fetch(`${api.origin}${String(asked.json.url)}`);
  expect(file.status).toBe(200);
  const disposition = file.headers.get('content-disposition') ?? '';
  return { disposition, bytes: new Uint8Array(await file.arrayBuffer()) };
};
const recorded = async () => {
  const rows = await api.database.query(
    'admin',
    `SELECT convert_from(bytes, 'UTF8') AS event FROM audit_event
     WHERE stream = $1 AND type = 'document.downloaded' ORDER BY seq`,
    [`envelope:${story.id}`],
  );
  return rows.map((row) => (JSON.parse(String(row.event)) as { data: Record<string, string> }).data);
};
describe('several documents over HTTP', () => {
  it('are shown in their order, each with its own pages, and signed as a whole', async () => {
    const { browser, documents: shown } = await story.signerReady(0);
    const state = (await browser.get('/signing')).json;
    expect(list(state.documents).map((one) => String(one.id))).toEqual(
      documents.map((one) => String(one.id)),
    );
    expect(list(state.fields).map((one) => String(one.documentId))).toEqual(
      documents.map((one) => String(one.id)),
    );
    for (const { documentId, sha256: hash } of shown) {
      const file = await browser.get(`/signing/documents/${documentId}`);
      expect(file.status).toBe(200);
      const noted = await browser.post('/signing/pages', { documentId, pageNumbers: [1] });
      expect(noted.status).toBe(204);
      expect(documents.find((one) => String(one.id) === documentId)?.sha256).toBe(hash);
    }
    const foreign = await new ApiStory(api, story.sender, user).draft();
    const theirs = String(list(foreign.envelope.documents)[0]?.id);
    expect((await browser.get(`/signing/documents/${theirs}`)).status).toBe(404);
    expect((await browser.get(`/signing/documents/${theirs}/pages/1.webp`)).status).toBe(404);
    expect(await browser.post('/signing/complete', { documents: shown.slice(1) })).toMatchObject({
      status: 409,
      json: { code: 'document-hash-mismatch' },
    });
    expect((await browser.post('/signing/complete', { documents: shown.toReversed() })).status).toBe(200);
    await story.sign(1);
    expect(await story.reload()).toMatchObject({
      status: 'sealing',
      seals: documents.map((one) => ({ documentId: one.id, state: 'due' })),
    });
    const rows = await api.database.query(
      'admin',
      'SELECT recipient_id FROM signed_document WHERE envelope_id = $1',
      [story.id],
    );
    expect(rows).toHaveLength(6);
  });

  it('are handed out one by one, by name, or all as one ZIP', async () => {
    await sealedByHand(api, user.organisationId, story.id);
    const base = `/envelopes/${story.id}/files`;
    expect(await ask(story.sender, `${base}/sealed`)).toMatchObject({
      status: 422,
      json: { code: 'validation-failed' },
    });
    const stranger = api.ids.uuid();
    expect((await story.sender.post(`${base}/sealed/download?documentId=${stranger}`)).status).toBe(404);
    const before = (await recorded()).length;
    const second = documents[1];
    const one = await story.sender.post(`${base}/sealed/download?documentId=${String(second?.id)}`);
    const file = await fetch(`${api.origin}${String(one.json.url)}`);
    expect(sha256(new Uint8Array(await file.arrayBuffer()))).toBe(second?.sha256);
    const all = await take(story.sender, `${base}/all.zip`);
    expect(all.disposition).toContain('filename="Contract.zip"');
    const files = unzipSync(all.bytes);
    expect(Object.keys(files)).toEqual([
      'contract - sealed.pdf',
      'contract - sealed (2).pdf',
      'contract - sealed (3).pdf',
    ]);
    expect(Object.values(files).map(sha256)).toEqual(documents.map((each) => String(each.sha256)));
    const told = (await recorded()).slice(before);
    expect(told.map((data) => data.documentId)).toEqual([second?.id, ...documents.map((each) => each.id)]);
    expect(new Set(told.map((data) => data.kind))).toEqual(new Set(['sealed']));
  });

  it('are handed to a recipient without what tells of the others', async () => {
    const signer = await story.signer(0);
    const { bytes } = await take(signer, '/signing/files/all.zip');
    expect(Object.keys(unzipSync(bytes))).toHaveLength(3);
    for (const kind of ['certificate', 'audit.json', 'original']) {
      expect((await ask(signer, `/signing/files/${kind}`)).status).toBe(404);
    }
    expect((await recorded()).at(-1)).toMatchObject({ recipientId: story.recipientId(0) });
  });

  it('become a template, and the envelope made from it has its fields on the right ones', async () => {
    const made = await story.sender.post('/templates', { fromEnvelopeId: story.id, name: 'Three' });
    expect(made.status, made.text).toBe(201);
    const roles = list(made.json.roles).map((role, index) => ({
      ...{ roleId: role.id, name: `New ${index}`, email: `new${index}@example.test` },
    }));
    const path = `/templates/${String(made.json.id)}/envelopes`;
    const started = await story.sender.post(path, { recipients: roles, send: false });
    expect(started.status, started.text).toBe(201);
    const copies = list(started.json.documents);
    expect(copies.map((one) => String(one.sha256))).toEqual(documents.map((one) => String(one.sha256)));
    const perDocument = copies.map(
      (copy) => list(started.json.fields).filter((field) => field.documentId === copy.id).length,
    );
    expect(perDocument).toEqual([2, 2, 2]);
  });

  it('are erased together', async () => {
    const id = story.id as EnvelopeId;
    const unitOfWork = api.app.get(UnitOfWork, { strict: false });
    const erasure: EnvelopeErasure = {
      ...{ id: api.ids.uuid<never>(), scope: 'documents', cause: 'request', requestId: null },
      ...{ recipientIds: [], subjects: [], texts: false, sender: false },
    };
    const made = `UPDATE envelope SET certificate_sha256 = '\\x01' WHERE id = '${story.id}'`;
    await api.database.query('admin', inOrganisation(user.organisationId, made));
    await unitOfWork.transact(user.organisationId, async (tx) => {
      const counts = await tx.forgetting.erase(id, erasure);
      const data = {
        erasureId: erasure.id,
        scope: 'documents',
        cause: 'request',
        ...counts,
        subjects: [],
      } as const;
      await record(
        tx,
        [{ type: 'envelope.erased', envelopeId: id, data: { ...data, subjects: [] } }],
        bySystem,
      );
    });
    for (const { id: documentId } of documents) {
      const path = `/envelopes/${story.id}/files/sealed/download?documentId=${String(documentId)}`;
      expect(await story.sender.post(path)).toMatchObject({ status: 410, json: { code: 'file-erased' } });
    }
    expect(await ask(story.sender, `/envelopes/${story.id}/files/all.zip`)).toMatchObject({
      json: { code: 'file-erased' },
    });
  });
});

it('is limited to twenty documents, and takes each once', async () => {
  const { id } = (await story.sender.upload('/documents', 'once.pdf', smallPdf('once'))).json;
  const twice = { title: 'x', documentIds: [id, id] };
  expect(await story.sender.post('/envelopes', twice)).toMatchObject({ status: 422 });
  const many = { title: 'x', documentIds: Array.from({ length: 21 }, () => api.ids.uuid()) };
  expect(await story.sender.post('/envelopes', many)).toMatchObject({ status: 422 });
});
