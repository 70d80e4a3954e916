import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { type SeededEnvelope, seedEnvelope } from '../../testing/seed-envelope.js';
import { RandomIds } from '../time/random-ids.js';
import type { PrismaClient } from './generated/client.js';
import { createPrismaClient } from './prisma-client.js';

const ids = new RandomIds();
let database: TestDatabase;
let prisma: PrismaClient;
let seeded: SeededEnvelope;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient({ databaseUrl: database.urlOf('app'), applicationName: 'test', poolSize: 2 });
  seeded = await seedEnvelope(database, () => ids.uuid());
});

afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

it('reads many relations on one connection without a warning of the driver', async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.message);
  process.on('warning', note);
  const envelope = await prisma.$transaction(async (client) => {
    await client.$queryRaw`SELECT set_config('app.organisation', ${seeded.organisationId}, true)`;
    return await client.envelope.findUniqueOrThrow({
      where: { id: seeded.envelopeId },
      include: { recipients: true, fields: true, documents: true, seals: true, mails: true },
    });
  });
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  expect(envelope.recipients).toHaveLength(1);
  expect(warnings).toEqual([]);
});
