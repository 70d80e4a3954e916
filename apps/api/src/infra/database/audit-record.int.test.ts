import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeEvent, verifyChain } from '@sealwright/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId, type OrganisationId } from '../../domain/ids.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { inOrganisation, type SeededEnvelope, seedEnvelope } from '../../testing/seed-envelope.js';
import { SilentBell } from '../../testing/silent-bell.js';
import { RandomIds } from '../time/random-ids.js';
import type { PrismaClient } from './generated/client.js';
import { createPrismaClient } from './prisma-client.js';
import { PrismaUnitOfWork } from './prisma-unit-of-work.js';

const ids = new RandomIds();
let database: TestDatabase;
let prisma: PrismaClient;
let units: PrismaUnitOfWork;
let mine: SeededEnvelope;
let theirs: SeededEnvelope;
let stream: string;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient({ databaseUrl: database.urlOf('app'), applicationName: 'test', poolSize: 6 });
  units = new PrismaUnitOfWork(prisma, ids, new SilentBell());
  mine = await seedEnvelope(database, () => ids.uuid());
  theirs = await seedEnvelope(database, () => ids.uuid());
  stream = `envelope:${mine.envelopeId}`;
  await append(mine, 2);
});

afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
});

/** Opened events with a personal value, appended in one call. */
async function append(envelope: SeededEnvelope, count: number): Promise<void> {
  const { recipientId, envelopeId, organisationId, documentId } = envelope;
  await units.transact(asId<OrganisationId>(organisationId), (tx) =>
    tx.audit.append(
      `envelope:${envelopeId}`,
      Array.from({ length: count }, () => ({
        type: 'recipient.opened' as const,
        actor: { kind: 'recipient' as const, id: recipientId },
        data: { recipientId, documents: [{ documentId, sha256Hex: 'ab'.repeat(32) }] },
        personal: [
          { subject: `recipient:${recipientId}` as const, value: { ip: '192.0.2.7', userAgent: 'Tést' } },
        ],
      })),
    ),
  );
}

async function chain(name: string) {
  const rows = await database.query(
    'auditor',
    'SELECT bytes, chain_hash FROM audit_event WHERE stream = $1 ORDER BY seq',
    [name],
  );
  return rows.map((row) => ({ bytes: row.bytes as Uint8Array, chainHash: row.chain_hash as Uint8Array }));
}

describe('the chain', () => {
  it('is the one of the shared vectors', async () => {
    const file = new URL('../../../../../packages/audit/test-vectors/chain.json', import.meta.url);
    const vectors = JSON.parse(readFileSync(file, 'utf8')) as {
      genesisHex: string;
      streams: { stream: string; records: { seq: number; eventBase64: string; chainHashHex: string }[] }[];
    };
    for (const one of vectors.streams) {
      let head = vectors.genesisHex;
      for (const record of one.records) {
        const [row] = await database.query(
          'admin',
          `SELECT encode(audit_chain_hash(decode($1, 'hex'), $2, $3, decode($4, 'base64')), 'hex') AS hash`,
          [head, one.stream, record.seq, record.eventBase64],
        );
        expect(row?.hash).toBe(record.chainHashHex);
        head = record.chainHashHex;
      }
    }
    expect(vectors.streams.length).toBeGreaterThan(0);
  });

  it('verifies, also after many writers at once', async () => {
    await Promise.all(Array.from({ length: 24 }, () => append(theirs, 3)));
    const records = await chain(`envelope:${theirs.envelopeId}`);
    expect(records).toHaveLength(72);
    const report = verifyChain(`envelope:${theirs.envelopeId}`, records);
    expect(report).toMatchObject({ verdict: 'intact', eventCount: 72 });
    const times = records.map((record) => decodeEvent(record.bytes).at);
    expect(times).toEqual([...times].sort());
  });

  it('keeps the personal value beside it, committed to', async () => {
    const [row] = await database.query('auditor', 'SELECT value, salt FROM audit_personal LIMIT 1');
    expect(row).toMatchObject({ value: '{"ip":"192.0.2.7","userAgent":"Tést"}' });
    const records = await chain(stream);
    expect(Buffer.from(records[0]?.bytes ?? []).toString()).not.toContain('192.0.2.7');
  });
});

describe.each(['app', 'sealer', 'auditor'] as const)('attacks as the %s role', (role) => {
  const attack = (sql: string) => database.query(role, inOrganisation(mine.organisationId, sql));

  it.each([
    ['UPDATE', "UPDATE audit_event SET bytes = '\\x00'"],
    ['DELETE', 'DELETE FROM audit_event'],
    ['TRUNCATE', 'TRUNCATE audit_event CASCADE'],
    [
      'INSERT',
      `INSERT INTO audit_event SELECT gen_random_uuid(), organisation_id, stream, seq + 100, at, type, bytes, chain_hash
       FROM audit_event LIMIT 1`,
    ],
    ['moving the head', "UPDATE audit_stream SET seq = 0, head = '\\x00'"],
    ['DELETE of a head', 'DELETE FROM audit_stream'],
    ['changing a personal value', "UPDATE audit_personal SET value = '{}'"],
    ['erasing a personal value', 'DELETE FROM audit_personal'],
    ['beginning a stream', "SELECT audit_begin_stream('x', gen_random_uuid(), now())"],
  ])('%s is refused', async (_name, sql) => {
    await expect(attack(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['ALTER TABLE audit_event DISABLE TRIGGER ALL'],
    ['DROP TRIGGER append_only ON audit_event'],
    ['ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY'],
    ['DROP TABLE audit_event'],
    ['CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE sql AS $$ SELECT NULL $$'],
    ['SET session_replication_role = replica'],
    ['SET ROLE sealwright_migrator'],
    ['CREATE TABLE audit_event2 (a int)'],
  ])('%s is refused', async (sql) => {
    await expect(attack(sql)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('even the owner and a superuser in replica mode', () => {
  it.each([
    ["UPDATE audit_event SET type = 'x'"],
    ['DELETE FROM audit_event'],
    ['TRUNCATE audit_event CASCADE'],
    ["UPDATE audit_personal SET value = 'x'"],
    ['UPDATE audit_stream SET seq = 0'],
  ])('meet the triggers: %s', async (sql) => {
    const asOwner = `SET app.organisation = '${mine.organisationId}'; ${sql}`;
    await expect(database.query('migrator', asOwner)).rejects.toMatchObject({ code: 'SW002' });
    const replica = `SET session_replication_role = replica; ${asOwner}`;
    await expect(database.query('admin', replica)).rejects.toMatchObject({ code: 'SW002' });
  });

  it('who removes the triggers and changes a byte is found by the chain', async () => {
    await database.query(
      'admin',
      `ALTER TABLE audit_event DISABLE TRIGGER ALL;
       UPDATE audit_event SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'abab', 'abac'), 'UTF8')
         WHERE stream = '${stream}' AND seq = 1;
       ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only`,
    );
    expect(verifyChain(stream, await chain(stream))).toMatchObject({
      verdict: 'broken',
      firstBad: { seq: 1 },
    });
  });
});

describe('audit_append', () => {
  const nameOf = ({ envelopeId }: SeededEnvelope) => `envelope:${envelopeId}`;
  const commit = (salt: Buffer, value: string) =>
    createHash('sha256').update(salt).update(value).digest('hex');
  const personal = (subject: string, value = '{"name":"Ada"}', salt = randomBytes(32)) => ({
    lines: [subject, salt.toString('hex'), value],
    said: { subject, commit: commit(salt, value) },
  });
  const [first, second] = [`recipient:${ids.uuid()}`, `user:${ids.uuid()}`];

  /** As the application calls it, with whatever in the places of the parts and the personal values. */
  const call = (changes: {
    envelope?: SeededEnvelope;
    stream?: string;
    beforeAt?: string;
    rest?: string;
    said?: object[];
    lines?: string[];
  }): string => {
    const { envelope = theirs, said = [], lines = [], beforeAt = '{"at":"', rest = '}' } = changes;
    const stream = changes.stream ?? nameOf(envelope);
    const middle = `","id":"${ids.uuid()}","personal":${JSON.stringify(said)},"stream":"${stream}","seq":`;
    const block = [beforeAt, middle, `,"type":"x.y"${rest}`, ...lines].join('\n');
    return `SELECT audit_append('${nameOf(envelope)}', $block$${block}$block$)`;
  };
  const asApp = (sql: string) => database.query('app', inOrganisation(theirs.organisationId, sql));

  it('says number and time itself, and keeps what the event commits to', async () => {
    const values = [personal(first), personal(second)];
    const [row] = await asApp(
      call({ said: values.map(({ said }) => said), lines: values.flatMap(({ lines }) => lines) }),
    );
    const records = await chain(nameOf(theirs));
    expect(Number(row?.audit_append)).toBe(records.length);
    const event = JSON.parse(Buffer.from(records.at(-1)?.bytes ?? []).toString()) as Record<string, unknown>;
    expect(event).toMatchObject({ seq: records.length, stream: nameOf(theirs) });
    const kept = await database.query(
      'auditor',
      'SELECT e.at, p.subject FROM audit_event e JOIN audit_personal p ON p.event_id = e.id WHERE e.id = $1 ORDER BY p.subject',
      [event.id],
    );
    expect(kept.map(({ subject }) => subject)).toEqual([first, second]);
    expect(kept[0]?.at).toEqual(new Date(String(event.at)));
  });

  it.each([
    ['a time of the caller’s choice', { rest: ',"at":"2020-01-01T00:00:00.000Z"}' }],
    ['another number', { rest: ',"seq":1}' }],
    ['another stream', { stream: 'envelope:x' }],
    ['a part that is no text of an event', { beforeAt: '["' }],
  ])('refuses %s', async (_name, changes) => {
    await expect(asApp(call(changes))).rejects.toMatchObject({
      code: expect.stringMatching(/^(SW004|22P02)$/),
    });
  });

  const [one, two] = [personal(first), personal(second)];
  it.each([
    ['a value the event does not commit to', { lines: one.lines }],
    ['a commitment without its value', { said: [one.said] }],
    ['another value', { said: [one.said], lines: [...one.lines.slice(0, 2), '{"name":"Eve"}'] }],
    ['values out of order', { said: [two.said, one.said], lines: [...two.lines, ...one.lines] }],
    ['a subject named twice', { said: [one.said, one.said], lines: [...one.lines, ...one.lines] }],
  ])('refuses %s', async (_name, changes) => {
    await expect(asApp(call(changes))).rejects.toMatchObject({
      code: expect.stringMatching(/^(SW004|23505)$/),
    });
  });

  it('refuses to append nothing', async () => {
    await expect(asApp(`SELECT audit_append('${nameOf(theirs)}', '')`)).rejects.toMatchObject({
      code: 'SW002',
    });
  });

  it('refuses a salt that is too short', async () => {
    const short = personal(first, '{"name":"Ada"}', randomBytes(16));
    await expect(asApp(call({ said: [short.said], lines: short.lines }))).rejects.toMatchObject({
      code: '23514',
    });
  });

  it('refuses the stream of another organisation, begun or not', async () => {
    await expect(asApp(call({ envelope: mine }))).rejects.toMatchObject({ code: 'SW003' });
    const other = `SELECT audit_append('organisation:${mine.organisationId}', E'a\\nb\\nc')`;
    await expect(asApp(other)).rejects.toMatchObject({ code: 'SW003' });
  });

  it('refuses to append outside a unit of work', async () => {
    await expect(database.query('app', call({}))).rejects.toMatchObject({ code: 'SW001' });
  });
});
