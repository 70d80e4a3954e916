import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkId, UserId } from '../../domain/ids.js';
import { bySystem } from '../../events/record.js';
import { BundledGlyphs } from '../../infra/fonts/bundled-glyphs.js';
import { pretendSealerIsReady } from '../../testing/ready-platform.js';
import { RehearsedBefore } from '../../testing/rehearsed-before.js';
import { SmtpSink } from '../../testing/smtp-sink.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { sentEnvelope } from '../../testing/walk-envelope.js';
import { CreateTemplate } from '../templates/create-template.js';
import { CheckBulk } from './check-bulk.js';
import { ReadBulk } from './read-bulk.js';
import { SteerBulk } from './steer-bulk.js';

let instance: TestInstance;
let worker: RunningProcess;
let check: (csv: string) => Promise<{ id: BulkId; isNew: boolean }>;
const sink = new SmtpSink();
const surroundings = () => ({ SMTP_URL: sink.url });

beforeAll(async () => {
  instance = await createTestInstance();
  await sink.start();
  await pretendSealerIsReady(instance);
  const { unitOfWork, ids, organisationId } = instance;
  const fromEnvelopeId = await sentEnvelope(instance, 'Lease', 'first@example.test');
  const shape = { organisationId, fromEnvelopeId, name: 'Lease', userId: instance.userId, context: bySystem };
  const { id: templateId } = await new CreateTemplate(unitOfWork, ids, new RehearsedBefore()).run(shape);
  const checkBulk = new CheckBulk(unitOfWork, ids, new BundledGlyphs());
  const sender = { userId: instance.userId as UserId, name: 'Ada', email: 'ada@example.test' };
  check = async (csv) => {
    const bytes = new TextEncoder().encode(csv);
    const command = { organisationId, templateId, fileName: 'list.csv', bytes, sender, context: bySystem };
    const { bulk, isNew } = await checkBulk.run(command);
    return { id: bulk.id, isNew };
  };
  worker = instance.start('worker', surroundings());
});
afterAll(async () => {
  await instance?.close();
  await sink.stop();
});

const list = (name: string, count: number) =>
  `Signer 1 name,Signer 1 email\n${Array.from({ length: count }, (_, n) => `Person ${n},${name}-${n}@example.test\n`).join('')}`;
const steer = () => new SteerBulk(instance.unitOfWork, new RehearsedBefore());
const start = (id: BulkId, timeZone?: string) =>
  steer().start(instance.organisationId, id, bySystem, timeZone);
const read = (id: BulkId) => new ReadBulk(instance.unitOfWork).find(instance.organisationId, id);
/** Counting 1,000 rows twenty times a second would be most of the work; a page asks once. */
const lookEveryMs = 500;
const delivered = (id: BulkId, count: number) =>
  until(async () => {
    const { bulk, counts } = await read(id);
    return bulk.state === 'finished' && counts.delivered === count ? counts : null;
  }, lookEveryMs);

/** Each person of the list got exactly one mail, and each row one envelope. */
async function expectNoDoubleNoGap(name: string, id: BulkId, count: number): Promise<void> {
  const mails = sink.received.filter(({ to }) => to.startsWith(`${name}-`));
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(count);
  expect(new Set(mails.map(({ to }) => to)).size).toBe(count);
  const [row] = await instance.database.query(
    'admin',
    `SELECT count(*)::int AS rows, count(DISTINCT e.id)::int AS envelopes FROM bulk_row r
     LEFT JOIN envelope e ON e.bulk_row_id = r.id AND e.id = r.envelope_id WHERE r.bulk_id = $1`,
    [id],
  );
  expect(row).toEqual({ rows: count, envelopes: count });
}

describe('a list of 1,000 rows', () => {
  it('reaches everybody once', async () => {
    const { id } = await check(list('thousand', 1_000));
    const began = performance.now();
    await start(id);
    await delivered(id, 1_000);
    console.info(`1,000 rows to 1,000 accepted mails: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    await expectNoDoubleNoGap('thousand', id, 1_000);
    expect(sink.received.filter(({ to }) => to.startsWith('thousand-'))).toHaveLength(1_000);
  });

  it('is the same bulk send when the same file comes again', async () => {
    const again = await check(list('thousand', 1_000));
    expect(again.isNew).toBe(false);
    await expect(start(again.id)).rejects.toMatchObject({ code: 'bulk-not-checked' });
  });
});

describe('a list interrupted', () => {
  it('by a killed worker and a flushed Redis ends with one mail each', async () => {
    const { id } = await check(list('broken', 200));
    await start(id);
    await until(async () => (await read(id)).counts.sent > 20);
    await worker.kill('SIGKILL');
    await flushRedis();
    await instance.database.query('admin', hurry(instance.organisationId));
    worker = instance.start('worker', surroundings());
    await delivered(id, 200);
    await expectNoDoubleNoGap('broken', id, 200);
  });
});

describe('a list with faults', () => {
  it('sends the good rows and says why the others were left out', async () => {
    const { id } = await check('Signer 1 name,Signer 1 email\nGood,good-0@example.test\nBad,nobody\n');
    expect((await read(id)).counts).toMatchObject({ waiting: 1, invalid: 1 });
    await start(id, 'Europe/Berlin');
    await delivered(id, 1);
    const { csv } = await new ReadBulk(instance.unitOfWork).resultCsv(instance.organisationId, id);
    expect(csv).toMatch(
      /"2","delivered","Good".*\r\n"3","invalid","Bad","nobody","“nobody” is not an e-mail address/s,
    );
    const zones = await instance.database.query(
      'admin',
      'SELECT e.time_zone FROM envelope e JOIN bulk_row r ON r.id = e.bulk_row_id WHERE r.bulk_id = $1',
      [id],
    );
    expect(zones).toEqual([{ time_zone: 'Europe/Berlin' }]);
  });

  it('stops where it is cancelled', async () => {
    const { id } = await check(list('cancelled', 3));
    await steer().cancel(instance.organisationId, id, bySystem);
    expect((await read(id)).counts.cancelled).toBe(3);
    await expect(start(id)).rejects.toMatchObject({ code: 'bulk-not-checked' });
  });
});

async function flushRedis(): Promise<void> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(process.env.REDIS_URL ?? '');
  await redis.flushall();
  redis.disconnect();
}

/** The dead worker's leases run out. */
function hurry(organisationId: string): string {
  return `BEGIN; SELECT set_config('app.organisation', '${organisationId}', true);
    UPDATE outbox_job SET lease_until = NULL WHERE done_at IS NULL; COMMIT`;
}
