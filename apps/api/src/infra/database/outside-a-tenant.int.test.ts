import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId, type OrganisationId } from '../../domain/ids.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { inOrganisation, type SeededEnvelope, seedEnvelope } from '../../testing/seed-envelope.js';
import { RandomIds } from '../time/random-ids.js';
import type { PrismaClient } from './generated/client.js';
import { PrismaAccessLookups } from './prisma-access-lookups.js';
import { createPrismaClient } from './prisma-client.js';
import { PrismaDueWork } from './prisma-due-work.js';
import { PrismaIdempotencyStore } from './prisma-idempotency-store.js';
import { PrismaServiceHealth } from './prisma-service-health.js';

const ids = new RandomIds();
let database: TestDatabase;
let prisma: PrismaClient;
let envelope: SeededEnvelope;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient({ databaseUrl: database.urlOf('app'), applicationName: 'test', poolSize: 12 });
  envelope = await seedEnvelope(database, () => ids.uuid());
});

afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

const run = (sql: string) => database.query('admin', inOrganisation(envelope.organisationId, sql));
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe('look-ups by a secret’s hash', () => {
  it('find a link, also a revoked one, and nothing by another hash', async () => {
    const lookups = new PrismaAccessLookups(prisma);
    const linkId = ids.uuid();
    const { organisationId, recipientId, envelopeId } = envelope;
    await run(`INSERT INTO recipient_link (id, organisation_id, recipient_id, token_hash)
      VALUES ('${linkId}', '${organisationId}', '${recipientId}', 'link')`);
    const found = {
      organisationId,
      linkId,
      recipientId,
      envelopeId,
      origin: 'mailed',
      expiresAt: null,
      revokedAt: null,
    };
    expect(await lookups.resolveLink(bytes('link'))).toEqual(found);
    expect(await lookups.resolveLink(bytes('other'))).toBeNull();
    await run(`INSERT INTO signer_session (id, organisation_id, link_id, recipient_id, token_hash, expires_at)
      VALUES ('${ids.uuid()}', '${organisationId}', '${linkId}', '${recipientId}', 'live', now() + interval '1 hour'),
        ('${ids.uuid()}', '${organisationId}', '${linkId}', '${recipientId}', 'over', now() - interval '1 second')`);
    expect(await lookups.resolveSignerSession(bytes('live'))).toMatchObject({
      linkId,
      recipientId,
      envelopeId,
    });
    expect(await lookups.resolveSignerSession(bytes('over'))).toBeNull();
    await run(`UPDATE recipient_link SET revoked_at = now()`);
    expect(await lookups.resolveLink(bytes('link'))).toMatchObject({ revokedAt: expect.any(Date) });
    expect(await lookups.resolveSignerSession(bytes('live'))).toBeNull();
  });

  it('find an API key until it is revoked', async () => {
    const lookups = new PrismaAccessLookups(prisma);
    await run(`INSERT INTO api_key (id, organisation_id, created_by, name, prefix, secret_hash, scopes)
      VALUES ('${ids.uuid()}', '${envelope.organisationId}', 'u', 'n', 'sw_', 'key', '{envelopes:read}')`);
    expect(await lookups.resolveApiKey(bytes('key'))).toMatchObject({
      createdBy: 'u',
      scopes: ['envelopes:read'],
    });
    await run('UPDATE api_key SET revoked_at = now()');
    expect(await lookups.resolveApiKey(bytes('key'))).toBeNull();
  });
});

describe('what is due', () => {
  it('names envelopes past their expiry, however long past', async () => {
    const due = new PrismaDueWork(prisma);
    expect(await due.dueExpiries(10)).toEqual([]);
    const { organisationId, envelopeId } = envelope;
    await run(
      `UPDATE envelope SET status = 'sent', sent_at = now(), expires_at = now() - interval '2 years'`,
    );
    expect(await due.dueExpiries(10)).toEqual([{ organisationId, envelopeId }]);
  });

  it('names seals that are due, whose wait is over, or whose worker died', async () => {
    const sealer = createPrismaClient({
      databaseUrl: database.urlOf('sealer'),
      applicationName: 't',
      poolSize: 2,
    });
    const due = new PrismaDueWork(sealer);
    const sealId = ids.uuid();
    await run(`UPDATE envelope SET status = 'sealing'; INSERT INTO seal (id, organisation_id, envelope_id, document_id, kind) VALUES
      ('${sealId}', '${envelope.organisationId}', '${envelope.envelopeId}', '${envelope.documentId}', 'document')`);
    const count = async (change: string) => {
      await run(`UPDATE seal SET ${change}`);
      return (await due.dueSeals(10)).length;
    };
    expect(await due.dueSeals(10)).toEqual([{ organisationId: envelope.organisationId, sealId }]);
    expect(await count("state = 'leased', fence = 1, lease_until = now() + interval '1 minute'")).toBe(0);
    expect(await count("lease_until = now() - interval '1 second'")).toBe(1);
    expect(await count("state = 'waiting', next_attempt_at = now() + interval '1 minute'")).toBe(0);
    expect(await count("next_attempt_at = now() - interval '1 second'")).toBe(1);
    await sealer.$disconnect();
  });
});

describe('idempotency keys', () => {
  const request = (key: string, hash = 'hash') => ({ key, route: 'POST /x', requestHash: bytes(hash) });
  const mine = () => asId<OrganisationId>(envelope.organisationId);

  it('let exactly one of 50 parallel requests through, and replay its answer', async () => {
    const store = new PrismaIdempotencyStore(prisma);
    const verdicts = await Promise.allSettled(
      Array.from({ length: 50 }, () => store.begin(mine(), request('a'))),
    );
    expect(verdicts.filter((verdict) => verdict.status === 'fulfilled')).toHaveLength(1);
    for (const verdict of verdicts) {
      if (verdict.status === 'rejected') {
        expect(verdict.reason).toMatchObject({ code: 'idempotency-key-in-progress' });
      }
    }
    await store.complete(mine(), 'a', 201, { id: 'one' });
    expect(await store.begin(mine(), request('a'))).toEqual({
      state: 'replay',
      status: 201,
      response: { id: 'one' },
    });
  });

  it('refuse the same key for another request, and keep organisations apart', async () => {
    const store = new PrismaIdempotencyStore(prisma);
    await store.begin(mine(), request('b'));
    await store.complete(mine(), 'b', 204, undefined);
    await expect(store.begin(mine(), request('b', 'other'))).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect(await store.begin(ids.uuid<OrganisationId>(), request('b'))).toEqual({ state: 'first' });
    expect(await store.begin(mine(), request('b'))).toMatchObject({
      state: 'replay',
      status: 204,
      response: null,
    });
  });

  it('are free again after a refusal, and after a process that died with one', async () => {
    const store = new PrismaIdempotencyStore(prisma);
    await store.begin(mine(), request('c'));
    await store.abandon(mine(), 'c');
    expect(await store.begin(mine(), request('c', 'mended'))).toEqual({ state: 'first' });
    await run(`UPDATE idempotency_key SET created_at = now() - interval '3 minutes' WHERE key = 'c'`);
    expect(await store.begin(mine(), request('c', 'mended'))).toEqual({ state: 'first' });
  });
});

describe('service health', () => {
  it('remembers since when something is as it is', async () => {
    const health = new PrismaServiceHealth(prisma);
    const waiting = {
      name: 'sealer',
      state: 'waiting',
      code: 'token-lost',
      detail: 'x',
      nextAttemptAt: null,
    } as const;
    await health.report(waiting);
    const [first] = await health.list();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await health.report({ ...waiting, detail: 'y' });
    const [second] = await health.list();
    expect(second).toMatchObject({ detail: 'y', since: first?.since });
    expect(second?.checkedAt.getTime()).toBeGreaterThan(first?.checkedAt.getTime() ?? 0);
    await health.report({ ...waiting, state: 'ok', code: null });
    const [third] = await health.list();
    expect(third?.since.getTime()).toBeGreaterThan(first?.since.getTime() ?? 0);
  });
});
