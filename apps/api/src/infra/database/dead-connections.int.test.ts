import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asId, type EnvelopeId, type OrganisationId } from '../../domain/ids.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { type SeededEnvelope, seedEnvelope } from '../../testing/seed-envelope.js';
import { SilentBell } from '../../testing/silent-bell.js';
import { RandomIds } from '../time/random-ids.js';
import type { PrismaClient } from './generated/client.js';
import { createPrismaClient } from './prisma-client.js';
import { PrismaUnitOfWork } from './prisma-unit-of-work.js';

const ids = new RandomIds();
const POOL_SIZE = 4;
let database: TestDatabase;
let prisma: PrismaClient;
let seeded: SeededEnvelope;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient({
    ...{ databaseUrl: database.urlOf('app'), applicationName: 'about to be cut', poolSize: POOL_SIZE },
  });
  seeded = await seedEnvelope(database, () => ids.uuid());
});
afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

/** All connections of the pool are open, and idle. */
async function fillPool(): Promise<void> {
  let open = 0;
  let letGo = () => {};
  const all = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const hold = () =>
    prisma.$transaction(async (client) => {
      await client.$queryRaw`SELECT 1 AS one`;
      open += 1;
      if (open === POOL_SIZE) letGo();
      await all;
    });
  await Promise.all(Array.from({ length: POOL_SIZE }, hold));
}

/** Ended by another process while this one does nothing else, so that it cannot notice before it asks the next question. */
function endSessions(): void {
  const program = `import pg from 'pg';
    const client = new pg.Client({ connectionString: process.argv[1] });
    await client.connect();
    const mine = "FROM pg_stat_activity WHERE application_name = 'about to be cut'";
    const { rowCount } = await client.query('SELECT pg_terminate_backend(pid) ' + mine);
    while ((await client.query('SELECT 1 ' + mine)).rowCount > 0);
    await client.end();
    console.log(rowCount);`;
  const { stdout } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', program, database.adminUrl],
    { cwd: fileURLToPath(new URL('.', import.meta.url)), encoding: 'utf8' },
  );
  expect(Number(stdout)).toBe(POOL_SIZE);
}

it('whoever asks first after all sessions were ended is answered, not told that the database is away', async () => {
  const units = new PrismaUnitOfWork(prisma, ids, new SilentBell());
  const organisationId = asId<OrganisationId>(seeded.organisationId);
  const envelopeId = asId<EnvelopeId>(seeded.envelopeId);
  for (let round = 0; round < 3; round += 1) {
    await fillPool();
    endSessions();
    const [keys, seals, row] = await Promise.all([
      prisma.logKey.findMany(),
      units.read(organisationId, (tx) => tx.seals.ofEnvelope(envelopeId)),
      prisma.$queryRaw`SELECT 1 AS one`,
      ...Array.from({ length: 6 }, () => units.transact(organisationId, async (tx) => tx.now)),
    ]);
    expect([keys, seals, row]).toEqual([[], [], [{ one: 1 }]]);
  }
});
