import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId, type OrganisationId } from '../../domain/ids.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { SilentBell } from '../../testing/silent-bell.js';
import { RandomIds } from '../time/random-ids.js';
import { isRetryable } from './database-errors.js';
import { PrismaClient } from './generated/client.js';
import { createPrismaClient } from './prisma-client.js';
import { PrismaUnitOfWork } from './prisma-unit-of-work.js';

const ids = new RandomIds();
const organisation = ids.uuid<OrganisationId>();
const bell = new SilentBell();
let database: TestDatabase;
let prisma: PrismaClient;
let units: PrismaUnitOfWork;

const options = () => ({ databaseUrl: database.urlOf('app'), applicationName: 'test', poolSize: 8 });

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(options());
  units = new PrismaUnitOfWork(prisma, ids, bell);
});

afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

const countJobs = async () =>
  Number((await database.query('admin', 'SELECT count(*) AS n FROM outbox_job'))[0]?.n);

describe('a unit of work', () => {
  it('commits everything together and rings the bell afterwards', async () => {
    const bulkId = ids.uuid<OrganisationId>();
    const jobId = await units.transact(organisation, (tx) =>
      tx.outbox.enqueue({ kind: 'run-bulk', payload: { bulkId } }),
    );
    expect(bell.rung).toContainEqual({ queue: 'work', jobId });
    expect(await countJobs()).toBe(1);
  });

  it('rolls everything back and rings for nothing when the work throws', async () => {
    const before = bell.rung.length;
    const failing = units.transact(organisation, async (tx) => {
      await tx.outbox.enqueue({ kind: 'run-bulk', payload: { bulkId: ids.uuid<OrganisationId>() } });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await countJobs()).toBe(1);
    expect(bell.rung).toHaveLength(before);
  });

  it('takes its time from the database, in whole milliseconds', async () => {
    const now = await units.read(organisation, async (tx) => tx.now);
    const [row] = await database.query('admin', 'SELECT now() AS now');
    expect(Math.abs(Number(row?.now) - now.getTime())).toBeLessThan(5_000);
  });

  it('refuses a write in a reading unit', async () => {
    const writing = units.read(organisation, (tx) =>
      tx.outbox.enqueue({ kind: 'run-bulk', payload: { bulkId: ids.uuid<OrganisationId>() } }),
    );
    await expect(writing).rejects.toThrow(/read-only transaction/);
    expect(await countJobs()).toBe(1);
  });

  it('shows another organisation nothing', async () => {
    const stranger = ids.uuid<OrganisationId>();
    const sha256Hex = 'ab'.repeat(32);
    const blob = { sha256Hex, byteSize: 1, wrappedKey: new Uint8Array(4), wrappingKeyId: 'k' };
    await units.transact(organisation, (tx) => tx.blobs.register(blob));
    expect(await units.read(organisation, (tx) => tx.blobs.find(sha256Hex))).toMatchObject({ byteSize: 1 });
    expect(await units.read(stranger, (tx) => tx.blobs.find(sha256Hex))).toBeNull();
  });

  it('refuses to work as a role that sees every organisation', async () => {
    for (const databaseUrl of [database.adminUrl, database.urlOf('migrator')]) {
      const mighty = createPrismaClient({ ...options(), databaseUrl });
      const answer = new PrismaUnitOfWork(mighty, ids, bell).read(organisation, async () => 1);
      await expect(answer).rejects.toMatchObject({ code: 'service-unavailable' });
      await mighty.$disconnect();
    }
  });

  it('answers database-unavailable when nobody is there', async () => {
    const lost = createPrismaClient({ ...options(), databaseUrl: 'postgresql://a:b@127.0.0.1:9/none' });
    const answer = new PrismaUnitOfWork(lost, ids, bell).read(organisation, async () => 1);
    await expect(answer).rejects.toMatchObject({ code: 'database-unavailable' });
    await lost.$disconnect();
  });

  it('answers database-busy when no connection becomes free', async () => {
    const narrow = createPrismaClient({ ...options(), poolSize: 1 });
    const patient = new PrismaUnitOfWork(narrow, ids, bell);
    const limits = { waitMs: 200, clientTimeoutMs: 5_000, attempts: 1 };
    const tight = new PrismaUnitOfWork(narrow, ids, bell, limits);
    const [isTaken, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = patient.read(organisation, async () => {
      isTaken.resolve();
      await end.promise;
    });
    await isTaken.promise;
    await expect(tight.read(organisation, async () => 1)).rejects.toMatchObject({ code: 'database-busy' });
    end.resolve();
    await slow;
    await narrow.$disconnect();
  });

  it('survives the end of its connections', async () => {
    await database.query(
      'admin',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = 'sealwright_app'`,
    );
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => units.read(organisation, async () => 'read')),
    );
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'database-unavailable' });
    }
    expect(await units.read(organisation, async () => 'again')).toBe('again');
  });

  it('knows a deadlock for what it is', async () => {
    const [a, b] = [ids.uuid<OrganisationId>(), ids.uuid<OrganisationId>()];
    const bothHoldOne = Promise.withResolvers<void>();
    let heldCount = 0;
    const lockBoth = (first: string, second: string) =>
      prisma.$transaction(
        async (client) => {
          await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${first}))`;
          heldCount += 1;
          if (heldCount === 2) bothHoldOne.resolve();
          await bothHoldOne.promise;
          await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${second}))`;
        },
        { maxWait: 30_000, timeout: 30_000 },
      );
    const outcomes = await Promise.allSettled([lockBoth(a, b), lockBoth(b, a)]);
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(failures).toHaveLength(1);
    expect(isRetryable(failures[0]?.reason)).toBe(true);
  });
});

describe('a statement that arrives after its transaction has ended (prisma/orm#29762)', () => {
  it('changes nothing, 10 times out of 10', async () => {
    const late = new PrismaClient({ adapter: new LateInserts(options()) });
    const limits = { waitMs: 5_000, clientTimeoutMs: 300, attempts: 1 };
    const impatient = new PrismaUnitOfWork(late, ids, bell, limits);
    const before = await countJobs();
    // Prisma may give up before the INSERT on a busy machine: such a round shows nothing.
    while (lateInserts < 10) {
      const unit = impatient.transact(organisation, (tx) =>
        tx.outbox.enqueue({ kind: 'run-bulk', payload: { bulkId: asId<OrganisationId>(organisation) } }),
      );
      await expect(unit).rejects.toMatchObject({ code: 'database-busy' });
    }
    await expect.poll(() => answeredInserts).toBe(lateInserts);
    expect(await countJobs()).toBe(before);
    await late.$disconnect();
  });
});

let lateInserts = 0;
let answeredInserts = 0;

/** Holds each INSERT back until Prisma has given up and sent its ROLLBACK. */
class LateInserts extends PrismaPg {
  constructor(databaseOptions: ReturnType<typeof options>) {
    super({ connectionString: databaseOptions.databaseUrl, max: 2 });
  }

  override async connect() {
    const adapter = await super.connect();
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      const transaction = await startTransaction(level);
      const isOver = Promise.withResolvers<void>();
      const rollback = transaction.rollback.bind(transaction);
      transaction.rollback = async () => {
        await rollback();
        isOver.resolve();
      };
      for (const method of ['queryRaw', 'executeRaw'] as const) {
        const send = transaction[method].bind(transaction) as (query: { sql: string }) => Promise<never>;
        transaction[method] = async (query: { sql: string }) => {
          if (!query.sql.startsWith('INSERT')) return await send(query);
          await isOver.promise;
          lateInserts += 1;
          return await send(query).finally(() => {
            answeredInserts += 1;
          });
        };
      }
      return transaction;
    };
    return adapter;
  }
}
