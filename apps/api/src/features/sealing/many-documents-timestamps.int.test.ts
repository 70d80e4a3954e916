import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { createTestTimestamps, type TestTimestamps } from '../../testing/test-timestamps.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';
import { readSealFacts, toSealView } from '../envelopes/seal-view.js';

let instance: TestInstance;
let timestamps: TestTimestamps;

beforeAll(async () => {
  instance = await createTestInstance();
  const { authority, trustFile } = instance.token;
  timestamps = await createTestTimestamps({ authority, trustFile, dir: join(instance.dir, 'timestamps') });
});
afterAll(async () => {
  await timestamps?.close();
  await instance?.close();
});

const read = <T>(work: Parameters<typeof instance.unitOfWork.read<T>>[1]) =>
  instance.unitOfWork.read(instance.organisationId, work);
const lease = (sealId: string | undefined, until: string) =>
  instance.database.query(
    'admin',
    inOrganisation(
      instance.organisationId,
      `UPDATE seal SET state = 'leased', fence = greatest(fence, 1), lease_until = now() ${until} WHERE id = '${sealId}'`,
    ),
  );

it('each document is owed its own timestamps, and none grows before all are sealed', async () => {
  await instance.unitOfWork.transact(instance.organisationId, (tx) =>
    tx.sealingPolicy.save({ timestamps: 'preferred', level: 'B-LTA' }),
  );
  await timestamps.become('down');
  const { id, sealIds } = await envelopeInSealing(instance, 'owed', undefined, 2);
  await lease(sealIds[1], "+ interval '1 hour'");
  const sealer = instance.start('sealer', timestamps.environment);
  const seals = () =>
    read(async (tx) => {
      const envelope = await tx.envelopes.find(id);
      return envelope === null ? [] : (await readSealFacts(tx, envelope)).map(toSealView);
    });
  await until(async () => (await seals())[0]?.level === 'B-B');
  await timestamps.become('answers');
  await lease(sealIds[1], "- interval '1 second'");
  const grown = await until(async () => {
    const now = await seals();
    return now.every(({ level, waiting }) => level === 'B-LTA' && waiting === null) ? now : null;
  });
  expect(grown.map(({ files }) => files.map(({ reason }) => reason))).toEqual([
    ['sealed', 'upgraded'],
    expect.arrayContaining(['sealed']),
  ]);
  const types = (await read((tx) => tx.auditLog.events(`envelope:${id}`))).map(({ type }) => type);
  expect(types.indexOf('seal.extended')).toBeGreaterThan(types.indexOf('envelope.completed'));
  await sealer.kill('SIGTERM');
});
