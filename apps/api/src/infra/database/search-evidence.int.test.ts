import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId, type OrganisationId } from '../../domain/ids.js';
import type { EvidenceQuery } from '../../ports/evidence-repository.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { RandomIds } from '../time/random-ids.js';
import { Prisma } from './generated/client.js';
import { openUnit } from './open-unit.js';
import { createPrismaClient } from './prisma-client.js';
import type { RepositoryScope } from './repository-scope.js';
import { countEvidence, pageOf, searchEvidence } from './search-evidence.js';

const ENVELOPES = 2_400;
const ids = new RandomIds();
const organisationId = asId<OrganisationId>(ids.uuid());
let database: TestDatabase;
let prisma: ReturnType<typeof createPrismaClient>;

/** Every envelope is a lease, of Ada; every hundredth is also of Bo, who is also met in Lisbon. */
beforeAll(async () => {
  database = await createTestDatabase();
  await database.query(
    'admin',
    `SET session_replication_role = replica;
     INSERT INTO envelope (id, organisation_id, title, created_by, sender_name, sender_email, created_at, updated_at)
       SELECT gen_random_uuid(), '${organisationId}', 'Lease ' || n, 'u', 'Sender', 'sender@example.test',
         now() - n * interval '1 minute', now() FROM generate_series(1, ${ENVELOPES}) n;
     INSERT INTO recipient (id, organisation_id, envelope_id, key, position, name, email, role, routing_order)
       SELECT gen_random_uuid(), e.organisation_id, e.id, name, 0, name, 'a@example.test', 'signer', 1
       FROM envelope e, (VALUES ('Ada Lind', 1), ('Ernst Bo', 100), ('Ana of Lisbon', 50)) p(name, each)
       WHERE substr(e.title, 7)::int % p.each = 0;
     ANALYZE envelope; ANALYZE recipient`,
  );
  const databaseUrl = database.urlOf('app');
  prisma = createPrismaClient({ databaseUrl, applicationName: 'test', poolSize: 1 });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

/** In the role of the api, as one request does it. */
async function asked<T>(work: (scope: RepositoryScope) => Promise<T>): Promise<T> {
  return await prisma.$transaction(async (client) => {
    const now = await openUnit(client, organisationId, ids.uuid(), 'read');
    return await work({ client, organisationId, now, ids, bells: [] });
  });
}

const find = (typed: Pick<EvidenceQuery, 'words' | 'person'>, most = 2_000) =>
  asked(async (scope) => {
    const query: EvidenceQuery = { moment: 'created', ...typed };
    const rows = await searchEvidence(scope, query, 3, null);
    return { titles: rows.map(({ title }) => title), count: await countEvidence(scope, query, most) };
  });

describe('the search among many', () => {
  it('meets frequent words on the way, in order, and does not gather everybody first', async () => {
    const first = ['Lease 1', 'Lease 2', 'Lease 3'];
    expect(await find({ words: 'lease' })).toEqual({ titles: first, count: 2_001 });
    expect(await find({ person: 'lind' })).toEqual({ titles: first, count: 2_001 });
    expect(await find({ person: 'lind' }, ENVELOPES)).toEqual({ titles: first, count: ENVELOPES });
    for (const typed of [{ words: 'lease' }, { person: 'lind' }]) {
      const plan = await asked(async (scope) => {
        const page = await pageOf(scope, { moment: 'created', ...typed }, 3, null);
        return await scope.client.$queryRaw(Prisma.sql`EXPLAIN ${page}`);
      });
      expect(JSON.stringify(plan)).toContain('envelope_organisation_id_created_at_id_idx');
      expect(JSON.stringify(plan)).not.toContain('hashed SubPlan');
    }
  });

  it('lists what is rare, alone and among what is frequent', async () => {
    expect(await find({ words: 'ease 240' })).toEqual({
      titles: ['Lease 240', 'Lease 2400'],
      count: 2,
    });
    expect(await find({ words: 'Lease', person: 'Lisbon' })).toMatchObject({ count: ENVELOPES / 50 });
    expect(await find({ words: 'Lease', person: 'nobody' })).toEqual({ titles: [], count: 0 });
  });

  it('takes one or two letters for the beginning of a word', async () => {
    const ofBo = { titles: ['Lease 100', 'Lease 200', 'Lease 300'], count: ENVELOPES / 100 };
    expect(await find({ person: 'bo' })).toEqual(ofBo);
    expect(await find({ person: 'Er' })).toEqual(ofBo);
    expect(await find({ person: 'sb' })).toEqual({ titles: [], count: 0 });
    expect(await find({ words: '%' })).toEqual({ titles: [], count: 0 });
  });
});
