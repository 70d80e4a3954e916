import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shownDocuments } from '../../domain/shown-documents.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';
import { ApiStory } from '../../testing/api-story.js';
import { readyToSign } from '../../testing/ready-to-sign.js';
import { CompleteSigning } from './complete-signing.js';

let api: ApiInstance;
let user: TestUser;
let story: () => ApiStory;
beforeAll(async () => {
  api = await createApiInstance();
  user = await api.addOrganisation();
  const sender = await api.signIn(user);
  story = () => new ApiStory(api, sender, user);
});
afterAll(() => api?.close());

const count = async (sql: string, ...values: unknown[]) => {
  const rows = await api.database.query('admin', `SELECT count(*)::int AS n FROM ${sql}`, values);
  return rows[0]?.n;
};

describe('signing at the same instant', () => {
  it('is one signature and one event, however many ask: 50 equal, 50 with keys of their own', async () => {
    const one = await story().sent([{}, { routingOrder: 2 }]);
    const { browser, documents } = await one.signerReady(0);
    const same = { 'idempotency-key': 'the-same-key-for-all' };
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        browser.post(
          '/signing/complete',
          { documents },
          i % 2 ? same : { 'idempotency-key': `own-key-${i}` },
        ),
      ),
    );
    // Equal keys at the same instant: the first runs, the others hear that it is running, or get its answer.
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 409]));
    const refused = answers.filter((answer) => answer.status === 409);
    expect(new Set(refused.map((answer) => String(answer.json.code)))).toEqual(
      new Set(['idempotency-key-in-progress']),
    );
    const own = answers.filter((_, i) => i % 2 === 0);
    expect(new Set(own.map((answer) => answer.text)).size).toBe(1);
    const replay = await browser.post('/signing/complete', { documents }, same);
    expect(replay.json).toEqual(own[0]?.json);
    expect(await count('signature WHERE recipient_id = $1', one.recipientId(0))).toBe(1);
    const stream = `envelope:${one.id}`;
    expect(await count(`audit_event WHERE stream = $1 AND type = 'recipient.signed'`, stream)).toBe(1);
  });

  it('by the two last signers leads to one sealing, over HTTP', async () => {
    for (let round = 0; round < 3; round += 1) {
      const one = await story().sent([{}, {}]);
      const [a, b] = await Promise.all([one.signerReady(0), one.signerReady(1)]);
      const answers = await Promise.all(
        [a, b].map(({ browser, documents }) => browser.post('/signing/complete', { documents })),
      );
      expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
      expect(await one.reload()).toMatchObject({ status: 'sealing' });
      await expectOneSealing(one.id);
    }
  });

  it('by the five last signers leads to one sealing, in 50 rounds', async () => {
    const first = await story().draft();
    const documentId = String((first.envelope.documents as unknown as { id: string }[])[0]?.id);
    const completing = api.app.get(CompleteSigning, { strict: false });
    for (let round = 0; round < 50; round += 1) {
      const { envelope, people } = await readyToSign(api, user, documentId, 5);
      const shown = shownDocuments(envelope);
      await Promise.all(people.map((person) => completing.run(person, shown)));
      await expectOneSealing(envelope.id);
    }
  });
});

async function expectOneSealing(envelopeId: string): Promise<void> {
  expect(await count('seal WHERE envelope_id = $1', envelopeId)).toBe(1);
  const started = `audit_event WHERE stream = $1 AND type = 'envelope.sealing-started'`;
  expect(await count(started, `envelope:${envelopeId}`)).toBe(1);
  expect(await count(`envelope WHERE id = $1 AND status = 'sealing'`, envelopeId)).toBe(1);
  const jobs = `outbox_job o JOIN seal s ON s.id = (o.payload->>'sealId')::uuid WHERE s.envelope_id = $1`;
  expect(await count(jobs, envelopeId)).toBe(1);
}
