import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BulkId, type TemplateId, type UserId } from '../../domain/ids.js';
import { REHEARSED_BEFORE, type RehearsalVerdict, rehearsalProblem } from '../../domain/rehearsal.js';
import { bySystem } from '../../events/record.js';
import { BundledGlyphs } from '../../infra/fonts/bundled-glyphs.js';
import { pretendSealerIsReady } from '../../testing/ready-platform.js';
import { RehearsedBefore } from '../../testing/rehearsed-before.js';
import { createTestInstance, type TestInstance } from '../../testing/test-instance.js';
import { sentEnvelope } from '../../testing/walk-envelope.js';
import { CreateTemplate } from '../templates/create-template.js';
import { CheckBulk } from './check-bulk.js';
import { ReadBulk } from './read-bulk.js';
import { RunBulk } from './run-bulk.js';
import { SteerBulk } from './steer-bulk.js';

const DOCUMENTS = ['Lease.pdf', 'Lease 2.pdf', 'Lease 3.pdf'];
const failed: RehearsalVerdict = {
  problems: [rehearsalProblem('Lease 2.pdf', 1, { pageNumber: 1, reason: 'Text vanished.' })],
  isComplete: true,
};
const told = {
  code: 'rehearsal-failed',
  errors: [{ code: 'rehearsal-failed', pointer: '/documents/1/pages/0' }],
};

let instance: TestInstance;
let templateId: TemplateId;
const rehearsals = new RehearsedBefore();
beforeAll(async () => {
  instance = await createTestInstance();
  await pretendSealerIsReady(instance);
});
afterAll(async () => {
  await instance?.close();
});

const read = <T>(work: Parameters<typeof instance.unitOfWork.read<T>>[1]) =>
  instance.unitOfWork.read(instance.organisationId, work);
const steer = () => new SteerBulk(instance.unitOfWork, rehearsals);

async function makeTemplate(name: string) {
  const { unitOfWork, ids, organisationId, userId } = instance;
  const fromEnvelopeId = await sentEnvelope(instance, 'Lease', undefined, undefined, DOCUMENTS.length);
  const command = { organisationId, fromEnvelopeId, name, userId, context: bySystem };
  return await new CreateTemplate(unitOfWork, ids, rehearsals).run(command);
}

async function check(csv: string): Promise<BulkId> {
  const { unitOfWork, ids, organisationId, userId } = instance;
  const sender = { userId: userId as UserId, name: 'Ada', email: 'ada@example.test' };
  const bytes = new TextEncoder().encode(csv);
  const command = { organisationId, templateId, fileName: 'list.csv', bytes, sender, context: bySystem };
  return (await new CheckBulk(unitOfWork, ids, new BundledGlyphs()).run(command)).bulk.id;
}

/** As if the worker had not been able to make an envelope of any row. */
const failRows = (id: BulkId) =>
  instance.unitOfWork.transact(instance.organisationId, async (tx) => {
    const problem = { column: null, code: 'text-undrawable', sentence: 'No.', severity: 'error' as const };
    for (const row of await tx.bulks.claimWaiting(id, 10)) await tx.bulks.failRow(row.id, problem);
    await tx.bulks.setState(id, 'finished');
  });

describe('a template of several documents', () => {
  it('is not made when one of them could not be sealed, and says which page', async () => {
    rehearsals.verdict = failed;
    await expect(makeTemplate('Never')).rejects.toMatchObject(told);
    rehearsals.verdict = { problems: [], isComplete: false };
    await expect(makeTemplate('Never')).rejects.toMatchObject({ code: 'rehearsal-failed' });
    rehearsals.verdict = REHEARSED_BEFORE;
    expect((await read((tx) => tx.templates.list(10, null))).items).toEqual([]);
  });

  it('is rehearsed with its own fields before it is kept', async () => {
    rehearsals.asked.length = 0;
    const template = await makeTemplate('Lease');
    templateId = template.id;
    expect(rehearsals.asked.map(({ name, fields }) => [name, fields.length])).toEqual(
      DOCUMENTS.map((name) => [name, 1]),
    );
    expect(rehearsals.asked.map((one) => one.frozenSha256Hex)).toEqual(
      template.documents.map((one) => one.frozenSha256Hex),
    );
  });
});

describe('a list for it', () => {
  const csv = 'Signer 1 name,Signer 1 email\nBen,ben@example.test\nCleo,cleo@example.test\n';

  it('is rehearsed when it is started, and again when its failed rows are tried again', async () => {
    const id = await check(csv);
    rehearsals.verdict = failed;
    await expect(steer().start(instance.organisationId, id, bySystem)).rejects.toMatchObject(told);
    rehearsals.verdict = REHEARSED_BEFORE;
    await steer().start(instance.organisationId, id, bySystem);
    await failRows(id);

    rehearsals.asked.length = 0;
    rehearsals.verdict = failed;
    const retry = () => steer().retryFailed(instance.organisationId, id, bySystem);
    await expect(retry()).rejects.toMatchObject(told);
    expect(rehearsals.asked.map(({ name }) => name)).toEqual(DOCUMENTS);
    expect(await read((tx) => tx.bulks.counts(id))).toMatchObject({ failed: 2, waiting: 0 });
    rehearsals.verdict = REHEARSED_BEFORE;
    expect((await retry()).counts).toMatchObject({ failed: 0, waiting: 2 });
  });

  it('makes one envelope a row, with every document in its order and each field on its own', async () => {
    const { unitOfWork, ids, organisationId } = instance;
    const id = await check(csv);
    const run = new RunBulk(unitOfWork, ids, new BundledGlyphs());
    expect(await run.runBatch(organisationId, id)).toBe('more');
    expect(await run.runBatch(organisationId, id)).toBe('finished');
    const rows = await new ReadBulk(unitOfWork).rows(organisationId, id, {
      ...{ state: null, afterRow: 0, limit: 10 },
    });
    expect(rows).toHaveLength(2);
    const template = await read((tx) => tx.templates.find(templateId));
    const seen = new Set<string>();
    for (const { envelopeId } of rows) {
      const envelope = envelopeId && (await read((tx) => tx.envelopes.find(envelopeId)));
      if (!envelope) throw new Error('A row has no envelope.');
      expect(envelope).toMatchObject({ status: 'sent', templateId });
      expect(envelope.documents.map(({ name }) => name)).toEqual(DOCUMENTS);
      expect(envelope.documents.map((one) => one.frozenSha256Hex)).toEqual(
        template?.documents.map((one) => one.frozenSha256Hex),
      );
      const [recipient] = envelope.recipients;
      expect(envelope.fields.map(({ documentId, recipientId }) => [documentId, recipientId])).toEqual(
        envelope.documents.map((one) => [one.id, recipient?.id]),
      );
      for (const document of envelope.documents) seen.add(document.id);
    }
    expect(seen.size).toBe(2 * DOCUMENTS.length);
  });
});
