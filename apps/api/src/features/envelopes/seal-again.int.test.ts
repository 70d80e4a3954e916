import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId, SealId, UserId } from '../../domain/ids.js';
import { type ApiInstance, createApiInstance } from '../../testing/api-instance.js';
import { aStory } from '../../testing/api-story.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';
import { SealAgain } from './seal-again.js';

describe('asking over HTTP', () => {
  let api: ApiInstance;
  beforeAll(async () => {
    api = await createApiInstance();
  });
  afterAll(async () => {
    await api?.close();
  });

  it('is refused while nothing has stopped, and taken once when something has', async () => {
    const user = await api.addOrganisation();
    const story = await (await aStory(api, user)).sent();
    const ask = (key: string) =>
      story.sender.post(`/envelopes/${story.id}/seal-again`, undefined, { 'idempotency-key': key });
    expect((await ask('while-it-is-out')).json).toMatchObject({
      status: 409,
      code: 'nothing-to-seal-again',
    });
    await story.sign(0);
    expect((await ask('while-it-is-due')).json.code).toBe('nothing-to-seal-again');
    const failed = `UPDATE seal SET state = 'failed', attempts = 3, cause_code = 'blob-damaged', cause_detail = 'Damaged.',
      cause_since = now() WHERE envelope_id = '${story.id}'`;
    await api.database.query('admin', inOrganisation(user.organisationId, failed));
    const answers = [await ask('after-it-failed'), await ask('after-it-failed')];
    expect(answers.map(({ status, json }) => [status, json.status])).toEqual([
      [200, 'sealing'],
      [200, 'sealing'],
    ]);
    const jobs = "SELECT count(*)::int AS n FROM outbox_job WHERE kind = 'seal-again'";
    expect(await api.database.query('admin', jobs)).toEqual([{ n: 1 }]);
    const told = (await story.sender.get(`/envelopes/${story.id}/events`)).json;
    expect(JSON.stringify(told)).toContain('Ada Lovelace asked to seal the document “contract.pdf” again');
  });
});

describe('a seal that failed', () => {
  let instance: TestInstance;
  beforeAll(async () => {
    instance = await createTestInstance();
    instance.start('sealer');
  });
  afterAll(async () => {
    await instance?.close();
  });

  const sealOf = (id: SealId) => instance.unitOfWork.read(instance.organisationId, (tx) => tx.seals.find(id));
  const stateIs = (id: SealId, state: string) =>
    until(async () => (await sealOf(id))?.condition.state === state);
  const certificateIsMade = (id: EnvelopeId) =>
    until(async () => {
      const seals = await instance.unitOfWork.read(instance.organisationId, (tx) => tx.seals.ofEnvelope(id));
      return seals.some(({ kind, condition }) => kind === 'certificate' && condition.state === 'done');
    });
  const sealAgain = (id: EnvelopeId) => {
    const { organisationId, userId, unitOfWork } = instance;
    const context = { actor: { kind: 'user', id: userId } } as const;
    const doer = {
      organisationId,
      userId: userId as UserId,
      name: 'Ada',
      email: 'ada@example.test',
      context,
    };
    return new SealAgain(unitOfWork).run(doer, id);
  };

  it('stays failed until somebody asks, and is made once its cause is gone', async () => {
    const damaged = { file: '', bytes: Buffer.alloc(0) };
    const {
      id,
      sealId,
      sealIds: [, beside],
    } = await envelopeInSealing(
      instance,
      'damaged',
      (sha256Hex) => {
        const blobs = join(instance.dir, 'blobs');
        const found = readdirSync(blobs, { recursive: true, encoding: 'utf8' }).find((path) =>
          path.includes(sha256Hex),
        );
        damaged.file = join(blobs, found ?? '');
        damaged.bytes = readFileSync(damaged.file);
        writeFileSync(damaged.file, 'not what was written');
      },
      2,
    );
    await stateIs(sealId, 'failed');
    // The document beside it is not held up, and the envelope waits for both.
    if (beside === undefined) throw new Error('There is no second document.');
    await stateIs(beside, 'done');
    const { attempts = 0 } = (await sealOf(sealId))?.condition ?? {};
    await sealAgain(id);
    await until(async () => ((await sealOf(sealId))?.condition.attempts ?? 0) > attempts);
    await stateIs(sealId, 'failed');
    writeFileSync(damaged.file, damaged.bytes);
    await sealAgain(id);
    await stateIs(sealId, 'done');
    await certificateIsMade(id);
    await expect(sealAgain(id)).rejects.toMatchObject({ code: 'nothing-to-seal-again' });
  });
});
