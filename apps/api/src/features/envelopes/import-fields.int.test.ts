import type { FoundField } from '@sealwright/signing-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainTraits } from '../../domain/field-traits.js';
import type { ApiBrowser, LooseJson } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';
import { type ApiStory, aStory } from '../../testing/api-story.js';
import { shownIn } from '../../testing/shown-in.js';

let api: ApiInstance;
let user: TestUser;
let story: ApiStory;
beforeAll(async () => {
  api = await createApiInstance();
  user = await api.addOrganisation();
  story = await (await aStory(api, user)).draft([{}]);
});
afterAll(async () => {
  await api?.close();
});

const list = (value: LooseJson | undefined) => value as unknown as LooseJson[];
const option = (value: string) => ({ value, label: `The ${value}` });

const found = (name: string, y: number, more: Partial<FoundField> = {}): FoundField => ({
  ...plainTraits,
  ...{ source: 'form', name, label: name, role: null, required: true, pageIndex: 0, type: 'text' },
  box: { x: 0.1, y, width: 0.3, height: 0.03 },
  ...more,
});
const foundFields = [
  found('city', 0.5, { maxLength: 5, comb: true }),
  found('plan', 0.55, { type: 'dropdown', options: [option('small'), option('large')] }),
  found('red', 0.6, { type: 'radio', group: 'Colour', options: [option('red')], required: false }),
  found('blue', 0.65, { type: 'radio', group: 'Colour', options: [option('blue')], required: true }),
  found('sign', 0.7, { type: 'signature', role: 'Buyer' }),
];

/** A document as intake leaves it when it found these fields: another row over the bytes that were uploaded. */
async function formDocument(): Promise<string> {
  const id: string = api.ids.uuid();
  const columns =
    'organisation_id, name, original_sha256, frozen_sha256, byte_size, pages, report, uploaded_by';
  await api.database.query(
    'admin',
    `SELECT set_config('app.organisation', '${user.organisationId}', false);
     INSERT INTO document (id, found_fields, ${columns}) SELECT '${id}', '${JSON.stringify(foundFields)}', ${columns}
     FROM document WHERE envelope_id = '${story.id}'`,
  );
  return id;
}

const recipients = [
  { key: 'buyer', name: 'Ada', email: 'ada@example.test' },
  { key: 'p1', name: 'Ben', email: 'ben@example.test' },
];
const typesOf = (envelope: LooseJson) =>
  list(envelope.fields)
    .map((field) => String(field.type))
    .sort();
const allTypes = ['dropdown', 'radio', 'radio', 'signature', 'text'];

async function create(body: object) {
  return await story.sender.post('/envelopes', { title: 'Form', recipients, ...body });
}

it('answers what was found and takes it over once, roles to the recipients they mean', async () => {
  const documentId = await formDocument();
  const importFields = [{ documentId, recipientKey: 'p1' }];
  const made = await create({ documentIds: [documentId], importFields });
  expect(made.status, made.text).toBe(201);
  expect(list(list(made.json.documents)[0]?.foundFields)).toHaveLength(5);
  expect(typesOf(made.json)).toEqual(allTypes);
  const keyById = new Map(list(made.json.recipients).map((one) => [one.id, String(one.key)]));
  const signature = list(made.json.fields).find((field) => String(field.type) === 'signature');
  expect(keyById.get(signature?.recipientId as LooseJson)).toBe('buyer');
  const again = await story.sender.send(`/envelopes/${String(made.json.id)}`, {
    ...{ method: 'PATCH', body: { importFields } },
    headers: { 'if-match': '"1"' },
  });
  expect(again.status, again.text).toBe(200);
  expect(typesOf(again.json)).toEqual(allTypes);
});

it('says which field nobody is to fill, and creates nothing', async () => {
  const documentId = await formDocument();
  const refused = await create({ documentIds: [documentId], importFields: [{ documentId }] });
  expect([refused.status, refused.json.code, refused.json.errors]).toMatchObject([
    422,
    'validation-failed',
    [{ pointer: '/importFields/0/recipientKey' }],
  ]);
  expect(refused.text).toContain('“city” names nobody');
  const unknown = await create({ importFields: [{ documentId, recipientKey: 'p1' }] });
  expect(unknown.json.errors).toMatchObject([{ pointer: '/importFields/0/documentId' }]);
});

/** Sends a form to one signer and opens it. */
async function openForm(): Promise<{ browser: ApiBrowser; envelopeId: string; state: LooseJson }> {
  const documentId = await formDocument();
  const made = await create({
    recipients: recipients.slice(0, 1),
    documentIds: [documentId],
    importFields: [{ documentId, recipientKey: 'buyer' }],
  });
  const id = String(made.json.id);
  const sent = await story.sender.post(`/envelopes/${id}/send`, undefined, { 'if-match': '"1"' });
  expect(sent.status, sent.text).toBe(200);
  const form = await aStory(api, user);
  form.envelope = sent.json;
  const browser = await form.signer(0);
  const state = (await browser.get('/signing')).json;
  await browser.post('/signing/consent', { version: state.consent?.version, documents: shownIn(state) });
  return { browser, envelopeId: id, state };
}

it('lets a signer choose, keeps one answer a choice, and records what was chosen in words', async () => {
  const { browser, envelopeId, state } = await openForm();
  const idOf = (name: string) => String(list(state.fields).find((field) => String(field.name) === name)?.id);
  const put = (name: string, value: unknown) =>
    browser.send(`/signing/fields/${idOf(name)}`, { method: 'PUT', body: { value } });
  expect((await put('plan', 'huge')).json.code).toBe('field-value-invalid');
  expect((await put('city', 'London')).json).toMatchObject({ code: 'field-value-invalid' });
  for (const [name, value] of [
    ['plan', 'large'],
    ['red', true],
    ['blue', true],
    ['city', 'Paris'],
  ] as const)
    expect((await put(name, value)).status).toBe(200);
  const now = (await browser.get('/signing')).json;
  const values = Object.fromEntries(list(now.fields).map((field) => [String(field.name), field.value]));
  expect(values).toMatchObject({ plan: 'large', red: null, blue: true, city: 'Paris' });
  const told = await api.database.query(
    'admin',
    `SELECT p.value::jsonb -> 'value' ->> 'text' AS text FROM audit_personal p JOIN audit_event e ON e.id = p.event_id
     WHERE e.stream = 'envelope:${envelopeId}' AND e.type = 'recipient.filled' ORDER BY e.seq`,
  );
  expect(told.map(({ text }) => text)).toEqual(['The large', 'The red', null, 'The blue', 'Paris']);
});

it('freezes options and what was found with the envelope', async () => {
  const { envelopeId } = await openForm();
  const change = (sql: string) =>
    api.database.query(
      'app',
      `SELECT set_config('app.organisation', '${user.organisationId}', false); ${sql}`,
    );
  await expect(
    change(`UPDATE field SET options = '[]', max_length = 9 WHERE envelope_id = '${envelopeId}'`),
  ).rejects.toThrow(/frozen/);
  await expect(
    change(`UPDATE document SET found_fields = '[]' WHERE envelope_id = '${envelopeId}'`),
  ).rejects.toThrow(/permission denied/);
});

it('keeps them in a template, whose choices are filled in by value or by words', async () => {
  const documentId = await formDocument();
  const made = await create({
    documentIds: [documentId],
    importFields: [{ documentId, recipientKey: 'p1' }],
  });
  const template = await story.sender.post('/templates', { fromEnvelopeId: made.json.id, name: 'Form' });
  expect(template.status, template.text).toBe(201);
  const people = list(template.json.roles).map((role, index) => ({
    ...{ roleId: role.id, name: `Person ${index}`, email: `person${index}@example.test` },
  }));
  const start = (values: object) =>
    story.sender.post(`/templates/${String(template.json.id)}/envelopes`, { recipients: people, values });
  const started = await start({ plan: 'the LARGE', Colour: 'blue' });
  expect(started.status, started.text).toBe(201);
  const draft = (await story.sender.get(`/envelopes/${String(started.json.id)}`)).json;
  const values = Object.fromEntries(list(draft.fields).map((field) => [String(field.name), field.value]));
  expect(values).toMatchObject({ plan: 'large', red: 'false', blue: 'true' });
  expect(list(list(draft.documents)[0]?.foundFields)).toHaveLength(5);
  expect((await start({ Colour: 'green' })).json).toMatchObject({ code: 'template-value-unknown' });
});
