import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LooseJson } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { type ApiStory, aStory } from '../../testing/api-story.js';

let api: ApiInstance;
beforeAll(async () => {
  api = await createApiInstance();
});
afterAll(async () => {
  await api?.close();
});

const list = (value: LooseJson | undefined) => value as unknown as LooseJson[];

async function edit(story: ApiStory, body: object) {
  const version = `"${String(story.envelope.version)}"`;
  const answer = await story.sender.send(`/envelopes/${story.id}`, {
    ...{ method: 'PATCH', body },
    headers: { 'if-match': version },
  });
  expect(answer.status, answer.text).toBe(200);
  story.envelope = answer.json;
}

async function lastEdit(story: ApiStory) {
  const [event] = await api.database.query(
    'admin',
    `SELECT id, convert_from(bytes, 'UTF8') AS text FROM audit_event
     WHERE stream = 'envelope:${story.id}' AND type = 'envelope.edited' ORDER BY seq DESC LIMIT 1`,
  );
  const sql = `SELECT subject, value::jsonb AS value FROM audit_personal WHERE event_id = '${String(event?.id)}'`;
  const personal = (await api.database.query('admin', sql)).map((row) => [row.subject, row.value]);
  return {
    text: String(event?.text),
    data: JSON.parse(String(event?.text)).data,
    personal: Object.fromEntries(personal),
  };
}

it('records what was corrected, old and new, with names beside the chain', async () => {
  const story = await (await aStory(api)).draft([{}, {}]);
  const [ada, ben] = list(story.envelope.recipients);
  const [field] = list(story.envelope.fields);
  const inputOf = ({ key, name, email, role, routingOrder }: LooseJson) => ({
    key,
    name,
    email,
    role,
    routingOrder,
  });
  await edit(story, {
    title: 'Contract, second try',
    recipients: [{ ...inputOf(ada ?? {}), email: 'ada@corrected.example' }, inputOf(ben ?? {})],
    fields: [
      {
        ...{ recipientKey: ada?.key, documentId: field?.documentId, type: 'signature', pageNumber: 1 },
        ...{ x: 0.25, y: 0.5, width: 0.2, height: 0.04, label: 'Sign for the lessor' },
      },
    ],
  });
  const { text, data, personal } = await lastEdit(story);
  expect(data.changed).toEqual(['title', 'recipients', 'fields']);
  expect(data.recipientChanges).toEqual([
    {
      ...{ recipientId: ada?.id, change: 'changed' },
      before: { role: 'signer', routingOrder: 1 },
      after: { role: 'signer', routingOrder: 1 },
    },
  ]);
  const moved = data.fieldChanges.find(({ change }: { change: string }) => change === 'changed');
  expect(moved).toMatchObject({
    fieldId: field?.id,
    before: { boxMillionths: [100_000, 100_000, 200_000, 40_000] },
    after: { boxMillionths: [250_000, 500_000, 200_000, 40_000] },
  });
  expect(data.fieldChanges.filter(({ change }: { change: string }) => change === 'removed')).toHaveLength(1);
  expect(personal[`envelope:${story.id}`]).toMatchObject({
    title: 'Contract, second try',
    previousTitle: 'Contract',
  });
  expect(personal[`recipient:${String(ada?.id)}`]).toMatchObject({
    email: 'ada@corrected.example',
    previousEmail: 'person0@example.test',
  });
  expect(personal[`field:${String(field?.id)}`]).toMatchObject({
    label: 'Sign for the lessor',
    previousLabel: '',
  });
  for (const secret of ['second try', 'corrected.example', 'person0', 'lessor'])
    expect(text).not.toContain(secret);
});

it('takes a correction of everything at once', async () => {
  const story = await (await aStory(api)).draft();
  const [field] = list(story.envelope.fields);
  const recipients = Array.from({ length: 100 }, (_, n) => {
    return { key: `k${n}`, name: `Person ${n}`.padEnd(200, 'x'), email: `p${n}@example.test` };
  });
  const fields = Array.from({ length: 2_000 }, (_, n) => ({
    ...{ recipientKey: `k${n % 100}`, documentId: field?.documentId, type: 'text', pageNumber: 1 },
    ...{ x: 0.1, y: 0.1, width: 0.2, height: 0.04, label: 'x'.repeat(200), value: 'y'.repeat(300) },
  }));
  await edit(story, { recipients, fields });
  const { data } = await lastEdit(story);
  expect(data).toMatchObject({ recipientChangeCount: 101, fieldChangeCount: 2_001 });
  expect(data.fieldChanges).toHaveLength(60);
  await edit(story, { title: 'The same again', fields });
  expect((await lastEdit(story)).data.changed).toEqual(['title']);
});
