import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type DatabaseRole, type TestDatabase } from '../../testing/database.js';
import { inOrganisation, type SeededEnvelope, seedEnvelope } from '../../testing/seed-envelope.js';
import { RandomIds } from '../time/random-ids.js';

const ids = new RandomIds();
let database: TestDatabase;
let mine: SeededEnvelope;
let theirs: SeededEnvelope;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database?.drop();
});
beforeEach(async () => {
  mine = await seedEnvelope(database, () => ids.uuid());
  theirs = await seedEnvelope(database, () => ids.uuid());
});

/** In my organisation; `role` is the app unless said otherwise. */
const run = (sql: string, role: DatabaseRole | 'admin' = 'app') =>
  database.query(role, inOrganisation(mine.organisationId, sql));
const frozen = { code: 'SW005' };
const denied = { code: '42501' };

const send = () =>
  run(`UPDATE envelope SET status = 'sent', sent_at = now() WHERE id = '${mine.envelopeId}'`);
const seal = async () => {
  await send();
  await run(`${insertSeal()};
    UPDATE envelope SET status = 'sealing', sealing_at = now() WHERE id = '${mine.envelopeId}'`);
};
const insertValue = (envelope = mine) =>
  `INSERT INTO field_value (field_id, organisation_id, envelope_id, recipient_id, value, filled_at)
   VALUES ('${envelope.fieldId}', '${mine.organisationId}', '${envelope.envelopeId}', '${envelope.recipientId}',
     '"x"', now())`;
const insertSignature = () =>
  `INSERT INTO signature (recipient_id, organisation_id, envelope_id, values_sha256, signed_at)
   VALUES ('${mine.recipientId}', '${mine.organisationId}', '${mine.envelopeId}', '\\x02', now());
   INSERT INTO signed_document (recipient_id, document_id, organisation_id, envelope_id, sha256)
   VALUES ('${mine.recipientId}', '${mine.documentId}', '${mine.organisationId}', '${mine.envelopeId}', '\\x01')`;
const insertSeal = (columns = '', values = '') =>
  `INSERT INTO seal (id, organisation_id, envelope_id, document_id, kind${columns})
   VALUES ('${ids.uuid()}', '${mine.organisationId}', '${mine.envelopeId}', '${mine.documentId}', 'document'${values})`;

describe('organisations', () => {
  it.each(['envelope', 'document', 'recipient', 'field'])('do not see each other: %s', async (table) => {
    const organisations = `SELECT DISTINCT organisation_id AS id FROM ${table}`;
    expect((await run(organisations, 'admin')).length).toBeGreaterThan(1);
    for (const role of ['app', 'sealer'] as const) {
      expect(await run(organisations, role)).toEqual([{ id: mine.organisationId }]);
    }
  });

  it('do not reach each other with UPDATE or DELETE', async () => {
    const update = `UPDATE envelope SET title = 'mine now' WHERE id = '${theirs.envelopeId}' RETURNING id`;
    expect(await run(update)).not.toContainEqual({ id: theirs.envelopeId });
    await run(`DELETE FROM field WHERE id = '${theirs.fieldId}'`);
    const [row] = await database.query(
      'admin',
      `SELECT title, (SELECT count(*) FROM field f WHERE f.envelope_id = e.id) AS fields FROM envelope e
       WHERE id = '${theirs.envelopeId}'`,
    );
    expect(row).toEqual({ title: 'Lease', fields: '1' });
  });

  it('see nothing outside a unit of work', async () => {
    expect(await database.query('app', 'SELECT id FROM envelope')).toEqual([]);
  });

  it('cannot write into each other', async () => {
    const foreign = `INSERT INTO envelope (id, organisation_id, title, created_by, sender_name, sender_email)
      VALUES ('${ids.uuid()}', '${theirs.organisationId}', 'x', 'u', 'a', 'b')`;
    await expect(run(foreign)).rejects.toMatchObject(denied);
  });

  it('cannot hang a child on another’s envelope, though foreign keys look past row-level security', async () => {
    const values = `'${mine.organisationId}', '${theirs.envelopeId}', 'k', 0, 'n', 'e', 'signer', 1`;
    const child = `INSERT INTO recipient (id, organisation_id, envelope_id, key, position, name, email, role, routing_order)
      VALUES ('${ids.uuid()}', ${values})`;
    await expect(run(child)).rejects.toMatchObject({ code: 'SW003' });
    const link = `INSERT INTO recipient_link (id, organisation_id, recipient_id, token_hash)
      VALUES ('${ids.uuid()}', '${mine.organisationId}', '${theirs.recipientId}', '\\x01')`;
    await expect(run(link)).rejects.toMatchObject({ code: 'SW003' });
    const moved = `UPDATE document SET envelope_id = '${theirs.envelopeId}' WHERE id = '${mine.documentId}'`;
    await expect(run(moved)).rejects.toMatchObject({ code: 'SW003' });
  });

  it.each([
    ["UPDATE envelope SET title = 'x'"],
    ['DELETE FROM field'],
    ["INSERT INTO blob VALUES (gen_random_uuid(), '\\x01', 1, '\\x01', 'k')"],
  ])('must be named before a write: %s', async (sql) => {
    await expect(database.query('app', sql)).rejects.toMatchObject({ code: 'SW001' });
    const twice = `BEGIN; SELECT set_config('app.organisation', '${mine.organisationId}', true); COMMIT; ${sql}`;
    await expect(database.query('app', twice)).rejects.toMatchObject({ code: 'SW001' });
  });
});

describe('an envelope that was sent', () => {
  it.each([
    ['another title', () => `UPDATE envelope SET title = 'x' WHERE id = '${mine.envelopeId}'`],
    ['back to draft', () => `UPDATE envelope SET status = 'draft' WHERE id = '${mine.envelopeId}'`],
    [
      'straight to completed',
      () => `UPDATE envelope SET status = 'completed' WHERE id = '${mine.envelopeId}'`,
    ],
    ['another sender', () => `UPDATE envelope SET sender_name = 'x' WHERE id = '${mine.envelopeId}'`],
    [
      'another certificate',
      () => `UPDATE envelope SET certificate_sha256 = '\\x01' WHERE id = '${mine.envelopeId}'`,
    ],
    ['another name', () => `UPDATE recipient SET name = 'x' WHERE id = '${mine.recipientId}'`],
    ['another address', () => `UPDATE recipient SET email = 'x@y.z' WHERE id = '${mine.recipientId}'`],
    ['another role', () => `UPDATE recipient SET role = 'copy' WHERE id = '${mine.recipientId}'`],
    ['another place on the page', () => `UPDATE field SET x = 0.5 WHERE id = '${mine.fieldId}'`],
    ['a field less', () => `DELETE FROM field WHERE id = '${mine.fieldId}'`],
    [
      'a field more',
      () => `INSERT INTO field SELECT '${ids.uuid()}', organisation_id, envelope_id, document_id, recipient_id, 1, type,
        1, x, y, width, height FROM field WHERE id = '${mine.fieldId}'`,
    ],
    ['a document less', () => `UPDATE document SET envelope_id = NULL WHERE id = '${mine.documentId}'`],
    ['another file name', () => `UPDATE document SET name = 'x' WHERE id = '${mine.documentId}'`],
  ])('is frozen: %s', async (_name, sql) => {
    await send();
    await expect(run(sql())).rejects.toMatchObject(frozen);
  });

  it('lets the recipient go on, and freezes what is done', async () => {
    await send();
    await run(insertValue());
    await run(insertSignature());
    await run(
      `UPDATE recipient SET status = 'completed', completed_at = now() WHERE id = '${mine.recipientId}'`,
    );
    await expect(run(`UPDATE field_value SET value = '"y"'`)).rejects.toMatchObject(frozen);
    await expect(run('DELETE FROM field_value')).rejects.toMatchObject(frozen);
    await expect(run(`UPDATE recipient SET status = 'invited'`)).rejects.toMatchObject(frozen);
    await expect(run(`UPDATE recipient SET completed_at = NULL`)).rejects.toMatchObject(frozen);
    await expect(run(insertSignature())).rejects.toMatchObject({ code: '23505' });
    await expect(run(`UPDATE signature SET ip = 'x'`)).rejects.toMatchObject(denied);
    await expect(run('DELETE FROM signature')).rejects.toMatchObject(denied);
    await expect(run(`UPDATE signature SET ip = 'x'`, 'admin')).rejects.toMatchObject(frozen);
  });

  it('takes no value or signature before or after its time', async () => {
    await expect(run(insertValue())).rejects.toMatchObject(frozen);
    await expect(run(insertSignature())).rejects.toMatchObject(frozen);
    await seal();
    await expect(run(insertValue())).rejects.toMatchObject(frozen);
    await expect(run(insertSignature())).rejects.toMatchObject(frozen);
  });

  it('never begins as anything but a draft', async () => {
    const born = `INSERT INTO envelope (id, organisation_id, status, title, created_by, sender_name, sender_email)
      VALUES ('${ids.uuid()}', '${mine.organisationId}', 'completed', 'x', 'u', 'a', 'b')`;
    await expect(run(born)).rejects.toMatchObject(frozen);
  });

  it('cannot be sent while a child is being written', async () => {
    const writer = new pg.Client({ connectionString: database.urlOf('app') });
    await writer.connect();
    await writer.query(
      `BEGIN; SELECT set_config('app.organisation', '${mine.organisationId}', true);
       UPDATE field SET x = 0.3 WHERE id = '${mine.fieldId}'`,
    );
    const sending = send();
    const held =
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    await expect.poll(() => database.query('admin', held)).not.toEqual([]);
    await writer.query('COMMIT');
    await Promise.all([sending, writer.end()]);
    const [row] = await database.query('admin', `SELECT x FROM field WHERE id = '${mine.fieldId}'`);
    expect(row).toMatchObject({ x: 0.3 });
  });
});

describe('the uploaded file', () => {
  it.each(['original_sha256', 'frozen_sha256', 'sealed_sha256'])(
    'the app cannot touch %s',
    async (column) => {
      await expect(run(`UPDATE document SET ${column} = '\\x09'`)).rejects.toMatchObject(denied);
    },
  );

  it('is not even changed by its owner', async () => {
    await expect(run(`UPDATE document SET frozen_sha256 = '\\x09'`, 'migrator')).rejects.toMatchObject(
      frozen,
    );
  });
});

describe('sealing', () => {
  const complete = () =>
    `UPDATE envelope SET status = 'completed', completed_at = now() WHERE id = '${mine.envelopeId}'`;

  it('is the sealer’s alone', async () => {
    await seal();
    await expect(run(`UPDATE seal SET state = 'done'`)).rejects.toMatchObject(denied);
    await expect(run(complete())).rejects.toMatchObject(frozen);
    await expect(run(insertSeal(', state, fence', ", 'leased', 3"))).rejects.toMatchObject(frozen);
  });

  it('is never completed without the sealed file, and only once', async () => {
    await seal();
    await run(`UPDATE seal SET state = 'leased', fence = 1`, 'sealer');
    await expect(run(complete(), 'sealer')).rejects.toMatchObject(frozen);
    const sealed = `UPDATE document SET sealed_sha256 = '\\x05' WHERE id = '${mine.documentId}'`;
    await run(`${sealed}; ${complete()}; UPDATE seal SET state = 'done', sealed_sha256 = '\\x05'`, 'sealer');
    await expect(run(sealed.replace('x05', 'x06'), 'sealer')).rejects.toMatchObject(frozen);
    await expect(run(`UPDATE seal SET state = 'due'`, 'sealer')).rejects.toMatchObject(frozen);
    await expect(run(insertSeal())).rejects.toMatchObject(frozen);
  });

  it('has one row per document and revision', async () => {
    await seal();
    await expect(run(insertSeal())).rejects.toMatchObject({ code: '23505' });
  });

  it('signs nothing but an envelope in sealing', async () => {
    await send();
    await run(insertSeal());
    await expect(run(`UPDATE seal SET state = 'leased', fence = 1`, 'sealer')).rejects.toMatchObject(frozen);
  });

  it.each([
    ["UPDATE envelope SET title = 'x'"],
    ["UPDATE recipient SET name = 'x'"],
    ['DELETE FROM field'],
    ['SELECT * FROM recipient_link'],
    ['SELECT * FROM account'],
    ['SELECT * FROM api_key'],
    ["SELECT resolve_link('\\x01')"],
  ])('needs no more than this: %s', async (sql) => {
    await expect(run(sql, 'sealer')).rejects.toMatchObject(denied);
  });
});

describe('the auditor', () => {
  it('reads all organisations and writes nothing', async () => {
    const rows = await database.query('auditor', 'SELECT DISTINCT organisation_id FROM envelope');
    expect(rows.length).toBeGreaterThan(1);
    await expect(run("UPDATE envelope SET title = 'x'", 'auditor')).rejects.toMatchObject(denied);
    await expect(run('SELECT * FROM account', 'auditor')).rejects.toMatchObject(denied);
    await expect(run('SELECT * FROM recipient_link', 'auditor')).rejects.toMatchObject(denied);
  });
});
