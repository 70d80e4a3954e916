import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type DatabaseRole, type TestDatabase } from '../../testing/database.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { appendChain, createTestLog, type TestLog } from '../../testing/test-log.js';

let database: TestDatabase;
let log: TestLog;
let organisationId: string;
let stream: string;

beforeAll(async () => {
  database = await createTestDatabase();
  log = await createTestLog(database);
  ({ stream } = await appendChain(database, 4));
  await log.sequencer().run();
  await appendChain(database, 2);
  const [row] = await database.query(
    'admin',
    'SELECT organisation_id AS id FROM audit_stream WHERE stream = $1',
    [stream],
  );
  organisationId = String(row?.id);
  await database.query(
    'admin',
    `SET app.organisation = '${organisationId}';
     INSERT INTO audit_personal (event_id, subject, organisation_id, salt, value)
       SELECT id, 'user:${organisationId}', organisation_id, sha256('x'), '{}' FROM audit_event
       WHERE stream = '${stream}' LIMIT 1;
     INSERT INTO log_alarm (id, organisation_id, fingerprint, code, sentence, raised_at)
       VALUES (gen_random_uuid(), '${organisationId}', 'x', 'test', 'A test.', now());
     INSERT INTO log_beginning (generation, request_id, origin, after_origin, after_size, after_root, after_note, kept_size,
         kept_root, proved, reason, begun_by)
       VALUES (2, gen_random_uuid(), 'x/2', 'x', 1, sha256('x'), 'x', 0, sha256('x'), true, 'A test.', 'A test');
     INSERT INTO monitor_run VALUES ('whole-log', now(), now(), 'intact', 1, 'A test.')`,
  );
});
afterAll(async () => {
  await log?.close();
  await database?.drop();
});

const tables = [
  'audit_event',
  'audit_stream',
  'audit_personal',
  'log_pending',
  'log_entry',
  'log_state',
  'log_checkpoint',
  'log_key',
  'log_beginning',
  'log_alarm',
  'monitor_run',
] as const;
type Table = (typeof tables)[number];
const operations = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] as const;
type Operation = (typeof operations)[number];
type Guarded = Exclude<DatabaseRole, 'migrator'>;

/** Everything a role may do with these tables by itself. What is not here it cannot. */
const may: Record<Guarded, Partial<Record<Table, readonly Operation[]>>> = {
  app: {
    audit_event: ['SELECT'],
    audit_stream: ['SELECT'],
    audit_personal: ['SELECT'],
    log_entry: ['SELECT'],
    log_state: ['SELECT'],
    log_checkpoint: ['SELECT'],
    log_key: ['SELECT'],
    log_beginning: ['SELECT'],
    log_alarm: ['SELECT', 'UPDATE'],
    monitor_run: ['SELECT'],
  },
  sealer: {
    audit_event: ['SELECT'],
    audit_stream: ['SELECT'],
    audit_personal: ['SELECT'],
    log_pending: ['SELECT'],
    log_entry: ['SELECT'],
    log_state: ['SELECT'],
    log_checkpoint: ['SELECT'],
    log_key: ['SELECT', 'INSERT', 'UPDATE'],
    log_beginning: ['SELECT', 'UPDATE'],
    log_alarm: ['SELECT', 'INSERT'],
    monitor_run: ['SELECT', 'INSERT', 'UPDATE'],
  },
  auditor: Object.fromEntries(tables.map((table) => [table, ['SELECT'] as const])),
};

const cases = (['app', 'sealer', 'auditor'] as const).flatMap((role) =>
  tables.map((table) => ({ role, table, allowed: may[role][table] ?? [] })),
);

describe('every role and every table of record and log', () => {
  it.each(cases)('$role may do $allowed with $table, and nothing else', async ({ role, table, allowed }) => {
    const rows = await database.query(
      'admin',
      `SELECT op FROM unnest($1::text[]) op WHERE CASE op WHEN 'DELETE' THEN has_table_privilege($2, $3, op)
         WHEN 'TRUNCATE' THEN has_table_privilege($2, $3, op) ELSE has_any_column_privilege($2, $3, op) END`,
      [operations, `sealwright_${role}`, table],
    );
    expect(rows.map(({ op }) => op)).toEqual(allowed);
    for (const operation of operations.filter((one) => !allowed.includes(one))) {
      await expect(
        database.query(role, inOrganisation(organisationId, statement(operation, table))),
        `${operation} on ${table}`,
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('no role passes row-level security, is a superuser, or belongs to another one', async () => {
    const rows = await database.query(
      'admin',
      `SELECT rolname FROM pg_roles r WHERE rolname LIKE 'sealwright_%' AND (rolbypassrls OR rolsuper OR rolcreaterole
         OR rolreplication OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))`,
    );
    expect(rows).toEqual([]);
  });

  it('nobody but the owner may alter these tables, switch their triggers off, or play replica', async () => {
    for (const role of ['app', 'sealer', 'auditor'] as const) {
      for (const table of tables) {
        await expect(database.query(role, `ALTER TABLE ${table} DISABLE TRIGGER ALL`)).rejects.toMatchObject({
          code: '42501',
        });
      }
    }
    for (const role of ['app', 'sealer', 'auditor', 'migrator'] as const) {
      await expect(database.query(role, 'SET session_replication_role = replica')).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});

/** What even the owner, and a superuser whose session plays replica, meets a trigger with. */
const kept: readonly (readonly [Table, readonly Operation[]])[] = [
  ['audit_event', ['UPDATE', 'DELETE', 'TRUNCATE']],
  ['audit_stream', ['UPDATE', 'DELETE', 'TRUNCATE']],
  ['audit_personal', ['UPDATE', 'TRUNCATE']],
  ['log_pending', ['TRUNCATE']],
  ['log_entry', ['UPDATE', 'DELETE', 'TRUNCATE']],
  ['log_state', ['UPDATE', 'DELETE', 'TRUNCATE']],
  ['log_checkpoint', ['UPDATE', 'DELETE', 'TRUNCATE']],
  ['log_key', ['UPDATE', 'DELETE', 'TRUNCATE']],
  ['log_beginning', ['UPDATE', 'DELETE', 'TRUNCATE']],
  ['log_alarm', ['UPDATE', 'DELETE', 'TRUNCATE']],
];

describe.each(kept)('%s, by its owner and in replica mode', (table, refused) => {
  it.each(refused)('%s meets a trigger', async (operation) => {
    const sql = inOrganisation(organisationId, statement(operation, table));
    await expect(database.query('migrator', sql)).rejects.toMatchObject({ code: 'SW002' });
    const replica = `SET session_replication_role = replica; ${sql}`;
    await expect(database.query('admin', replica)).rejects.toMatchObject({ code: 'SW002' });
  });

  it('has triggers that are always on', async () => {
    const rows = await database.query(
      'admin',
      `SELECT tgname FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgenabled <> 'A'
         AND tgname <> 'a_unit_of_work'`,
      [table],
    );
    expect(rows).toEqual([]);
  });
});

/** An UPDATE of what no column right covers; it changes something, so that a trigger that looks at values is asked too. */
function statement(operation: Operation, table: Table): string {
  const changes: Record<Table, string> = {
    audit_event: "type = 'x'",
    audit_stream: 'seq = 0',
    audit_personal: "value = 'x'",
    log_pending: "stream = 'x'",
    log_entry: 'log_index = log_index + 1000',
    log_state: "origin = 'x'",
    log_checkpoint: "note = 'x'",
    log_key: "label = 'x'",
    log_beginning: "reason = 'x'",
    log_alarm: "sentence = 'x'",
    monitor_run: "detail = 'x'",
  };
  return {
    SELECT: `SELECT * FROM ${table}`,
    INSERT: `INSERT INTO ${table} SELECT * FROM ${table} LIMIT 1`,
    UPDATE: `UPDATE ${table} SET ${changes[table]}`,
    DELETE: `DELETE FROM ${table}`,
    TRUNCATE: `TRUNCATE ${table} CASCADE`,
  }[operation];
}
