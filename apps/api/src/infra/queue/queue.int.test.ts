import { Queue } from 'bullmq';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../domain/app-error.js';
import type { JobId, OrganisationId } from '../../domain/ids.js';
import type { JobBell } from '../../ports/job-bell.js';
import type { JobContext, JobOutcome } from '../../ports/job-handler.js';
import { type JobKind, jobKinds } from '../../ports/jobs.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { OwnRedis } from '../../testing/own-redis.js';
import { SilentBell } from '../../testing/silent-bell.js';
import type { PrismaClient } from '../database/generated/client.js';
import { createPrismaClient } from '../database/prisma-client.js';
import { PrismaDueWork } from '../database/prisma-due-work.js';
import { PrismaJobLedger } from '../database/prisma-job-ledger.js';
import { PrismaUnitOfWork } from '../database/prisma-unit-of-work.js';
import { RandomIds } from '../time/random-ids.js';
import { BullMqJobBell } from './bullmq-job-bell.js';
import { type AnyJobHandler, JobRegistry } from './job-registry.js';
import { QueueWorker } from './queue-worker.js';
import { bellConnection, KEY_PREFIX } from './redis-connection.js';
import { JobRunner } from './run-job.js';

const ids = new RandomIds();
const organisation = ids.uuid<OrganisationId>();
const log = { info: () => {}, warn: () => {}, error: () => {} };
let database: TestDatabase;
let prisma: PrismaClient;
let ledger: PrismaJobLedger;
let redis: OwnRedis;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient({ databaseUrl: database.urlOf('app'), applicationName: 'test', poolSize: 12 });
  ledger = new PrismaJobLedger(prisma);
  redis = await OwnRedis.start();
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
  await redis?.stop();
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

type Run = (payload: object, context: JobContext) => Promise<JobOutcome | undefined>;

/** Handlers for every kind of the queue `work`; `run-bulk` does what the test says. */
function registryWith(run: Run): JobRegistry {
  const kinds = (Object.keys(jobKinds) as JobKind[]).filter((kind) => jobKinds[kind].queue === 'work');
  const handlers = kinds.map((kind) => ({ kind, run: kind === 'run-bulk' ? run : async () => undefined }));
  return new JobRegistry('work', handlers as AnyJobHandler[]);
}

function startWorker(run: Run, parts: { sweepEveryMs?: number; leaseMs?: number } = {}): QueueWorker {
  const registry = registryWith(run);
  const isRetryable = (code: string) => ({ 'database-busy': true, 'blob-missing': false })[code] ?? null;
  const runner = new JobRunner({ ledger, registry, isRetryable, log, leaseMs: parts.leaseMs ?? 60_000 });
  const worker = new QueueWorker({
    queue: 'work',
    redisUrl: redis.url,
    runner,
    registry,
    due: new PrismaDueWork(prisma),
    log,
    concurrency: 8,
    sweepEveryMs: parts.sweepEveryMs ?? 600_000,
  });
  worker.start();
  closers.push(() => worker.stop());
  return worker;
}

const enqueue = async (count = 1, bell?: JobBell, availableAt?: Date): Promise<JobId[]> => {
  const units = new PrismaUnitOfWork(prisma, ids, bell ?? (await openBell()));
  return await units.transact(organisation, async (tx) => {
    const made: JobId[] = [];
    for (let index = 0; index < count; index += 1) {
      made.push(await tx.outbox.enqueue({ kind: 'run-bulk', payload: { bulkId: ids.uuid() } }, availableAt));
    }
    return made;
  });
};

/** One for each queue. */
const CONNECTIONS_OF_A_BELL = 2;

/** A bell that is rung before it has reached Redis is not heard; a process has time for that at its start. */
async function openBell(): Promise<BullMqJobBell> {
  const before = await redis.connectionCount();
  const bell = new BullMqJobBell(redis.url, log);
  closers.push(() => bell.close());
  await connected(before + CONNECTIONS_OF_A_BELL);
  return bell;
}

const connected = (count: number) =>
  until(`${count} connections`, async () => (await redis.connectionCount()) >= count);

async function until(
  what: string,
  isTrue: () => Promise<boolean> | boolean,
  timeoutMs = 120_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const rowOf = async (id: JobId) =>
  (await database.query('admin', 'SELECT * FROM outbox_job WHERE id = $1', [id]))[0] ?? {};
const leaseRunsOut = () =>
  database.query(
    'admin',
    `SET app.organisation = '${organisation}'; UPDATE outbox_job SET lease_until = now() - interval '1 second'`,
  );
const openCount = async () =>
  Number((await database.query('admin', 'SELECT count(*) AS n FROM outbox_job WHERE done_at IS NULL'))[0]?.n);

describe('the bell', () => {
  it('wakes a worker at once; each job runs once', async () => {
    const runs: JobId[] = [];
    startWorker(async (_payload, { jobId }) => void runs.push(jobId));
    const made = await enqueue(40);
    await until('all done', async () => (await openCount()) === 0);
    expect(runs.toSorted()).toEqual(made.toSorted());
  });

  it('rung twice, by two workers, still runs the job once', async () => {
    const runs: JobId[] = [];
    const slowly = async (_payload: object, { jobId }: JobContext) => {
      runs.push(jobId);
      await pause(300);
    };
    startWorker(slowly as Run, { sweepEveryMs: 50 });
    startWorker(slowly as Run, { sweepEveryMs: 50 });
    const bell = await openBell();
    const made = await enqueue(6, bell);
    for (let ring = 0; ring < 5; ring += 1) bell.ring(made.map((jobId) => ({ queue: 'work', jobId })));
    await until('all done', async () => (await openCount()) === 0);
    expect(runs.toSorted()).toEqual(made.toSorted());
  });
});

describe('Redis', () => {
  it('flushed in the middle loses nothing', async () => {
    const made = await enqueue(200);
    const queue = new Queue('work', { connection: bellConnection(redis.url), prefix: KEY_PREFIX });
    closers.push(() => queue.close());
    await queue.waitUntilReady();
    let runs = 0;
    startWorker(
      async () => {
        runs += 1;
        if (runs === 20) await redis.send('FLUSHALL');
        await pause(5);
        return undefined;
      },
      { sweepEveryMs: 300 },
    );
    await until('all done', async () => (await openCount()) === 0);
    expect(runs).toBe(made.length);
  });

  it('stopped, jobs go on by the sweep; started again, the bell is back', async () => {
    const runs: JobId[] = [];
    const bell = await openBell();
    startWorker(async (_payload, { jobId }) => void runs.push(jobId), { sweepEveryMs: 300 });
    const connections = await redis.connectionCount();
    await redis.stop();
    const [first] = await enqueue(1, bell);
    await until('done without Redis', () => runs.includes(first as JobId));
    await redis.startAgain();
    await connected(connections);
    const [second] = await enqueue(1, bell);
    await until('done with Redis', () => runs.includes(second as JobId));
  });
});

describe('a job', () => {
  it('waits for its time, however long ago that was', async () => {
    const [late] = await enqueue(1, new SilentBell(), new Date(Date.now() - 30 * 86_400_000));
    const [early] = await enqueue(1, new SilentBell(), new Date(Date.now() + 3_600_000));
    startWorker(async () => undefined, { sweepEveryMs: 100 });
    await until('the old one is done', async () => (await rowOf(late as JobId)).done_at !== null);
    expect(await rowOf(early as JobId)).toMatchObject({ done_at: null, attempts: 0 });
    await database.query(
      'admin',
      `SET app.organisation = '${organisation}'; DELETE FROM outbox_job WHERE done_at IS NULL`,
    );
  });

  it.each([
    [
      'a cause that passes',
      new AppError('database-busy', 'busy'),
      { parked_at: null, last_error_code: 'database-busy' },
    ],
    ['an unnamed error', new Error('boom'), { parked_at: null, last_error_code: 'unexpected-error' }],
  ])('is tried again after %s', async (_name, error, expected) => {
    startWorker(async () => Promise.reject(error));
    const [id] = await enqueue();
    await until('one attempt', async () => (await rowOf(id as JobId)).last_error_code !== null);
    const row = await rowOf(id as JobId);
    expect(row).toMatchObject({ ...expected, done_at: null, attempts: 1, lease_until: null });
    expect(Number(row.available_at) - Number(row.created_at)).toBeGreaterThan(500);
    await database.query(
      'admin',
      `SET app.organisation = '${organisation}'; DELETE FROM outbox_job WHERE done_at IS NULL`,
    );
  });

  it('is parked with its reason when trying again cannot help; others flow', async () => {
    const ran: JobId[] = [];
    const made = await enqueue(20, new SilentBell());
    const poison = made[7];
    startWorker(
      async (_payload, { jobId }) => {
        if (jobId === poison) throw new AppError('blob-missing', 'A stored file is missing.');
        ran.push(jobId);
        return undefined;
      },
      { sweepEveryMs: 100 },
    );
    await until('parked', async () => (await rowOf(poison as JobId)).parked_at !== null);
    await until('others done', () => ran.length === 19);
    const row = await rowOf(poison as JobId);
    expect(row).toMatchObject({
      last_error_code: 'blob-missing',
      last_error: 'A stored file is missing.',
      attempts: 1,
    });
    await database.query(
      'admin',
      `SET app.organisation = '${organisation}'; DELETE FROM outbox_job WHERE done_at IS NULL`,
    );
  });

  it('of a worker that froze is taken by another, and the frozen one settles nothing', async () => {
    const attempts: number[] = [];
    const [id] = await enqueue(1, new SilentBell());
    const frozen = await ledger.claim(id as JobId, ['run-bulk'], 60_000);
    expect(frozen).toMatchObject({ attempt: 1, kind: 'run-bulk' });
    expect(await ledger.claim(id as JobId, ['run-bulk'], 60_000)).toBeNull();
    await leaseRunsOut();
    startWorker(async (_payload, { attempt }) => void attempts.push(attempt), { sweepEveryMs: 100 });
    await until('taken over', () => attempts.length === 1);
    expect(attempts).toEqual([2]);
    if (frozen) expect(await ledger.settle(frozen, { state: 'parked', code: 'x', detail: 'y' })).toBe(false);
    expect(await rowOf(id as JobId)).toMatchObject({ parked_at: null });
  });

  it('longer than its lease keeps it', async () => {
    let runs = 0;
    let finish = () => {};
    const isOutlived = new Promise<void>((resolve) => {
      finish = resolve;
    });
    startWorker(
      async () => {
        runs += 1;
        await isOutlived;
        return undefined;
      },
      { sweepEveryMs: 100, leaseMs: 8_000 },
    );
    const [id] = await enqueue(1, new SilentBell());
    await until('claimed', () => runs === 1);
    const firstLease = (await rowOf(id as JobId)).lease_until;
    await until('past its first lease', async () => {
      const [row] = await database.query('admin', 'SELECT now() > $1 AS passed', [firstLease]);
      return row?.passed === true;
    });
    finish();
    await until('done', async () => (await rowOf(id as JobId)).done_at !== null);
    expect(runs).toBe(1);
  });

  it('is finished before the process ends', async () => {
    let isStarted = false;
    let isFinished = false;
    const worker = startWorker(
      async (_payload, { signal }) => {
        isStarted = true;
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        isFinished = true;
        return undefined;
      },
      { sweepEveryMs: 50 },
    );
    const [id] = await enqueue(1, new SilentBell());
    await until('started', () => isStarted);
    await worker.stop();
    expect(isFinished).toBe(true);
    expect((await rowOf(id as JobId)).done_at).not.toBeNull();
  });

  it('cannot be claimed by the wrong process', async () => {
    const [id] = await enqueue(1, new SilentBell());
    const foreign: JobKind[] = ['seal'];
    expect(await ledger.claim(id as JobId, foreign, 1_000)).toBeNull();
  });
});
