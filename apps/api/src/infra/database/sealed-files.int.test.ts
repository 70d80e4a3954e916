import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type DatabaseRole, type TestDatabase } from '../../testing/database.js';
import { inOrganisation, type SeededEnvelope, seedEnvelope } from '../../testing/seed-envelope.js';
import { RandomIds } from '../time/random-ids.js';

const ids = new RandomIds();
const sealId: string = ids.uuid();
let database: TestDatabase;
let mine: SeededEnvelope;

const run = (sql: string, role: DatabaseRole | 'admin' = 'sealer') =>
  database.query(role, inOrganisation(mine.organisationId, sql));
const frozen = { code: 'SW005' };
const denied = { code: '42501' };
const file = (sequence: number, sha256: string, byteSize: number, reason = 'upgraded') =>
  `INSERT INTO seal_file (seal_id, sequence, organisation_id, envelope_id, sha256, byte_size, level, reason)
   VALUES ('${sealId}', ${sequence}, '${mine.organisationId}', '${mine.envelopeId}', '\\x${sha256}', ${byteSize}, 'B-LTA',
     '${reason}')`;

beforeAll(async () => {
  database = await createTestDatabase();
  mine = await seedEnvelope(database, () => ids.uuid());
  const step = (sql: string) => run(sql, 'app');
  await step(`UPDATE envelope SET status = 'sent', sent_at = now() WHERE id = '${mine.envelopeId}'`);
  await step(`INSERT INTO seal (id, organisation_id, envelope_id, document_id, kind)
    VALUES ('${sealId}', '${mine.organisationId}', '${mine.envelopeId}', '${mine.documentId}', 'document');
    UPDATE envelope SET status = 'sealing', sealing_at = now() WHERE id = '${mine.envelopeId}'`);
});
afterAll(async () => {
  await database?.drop();
});

describe('sealed files', () => {
  it('are kept only for a finished seal, beginning with what was sealed', async () => {
    await expect(run(file(1, 'aa', 100, 'sealed'))).rejects.toMatchObject(frozen);
    await run(
      `UPDATE seal SET state = 'done', sealed_sha256 = '\\xaa', done_at = now() WHERE id = '${sealId}'`,
    );
    await expect(run(file(1, 'bb', 100, 'sealed'))).rejects.toMatchObject(frozen);
    await run(file(1, 'aa', 100, 'sealed'));
  });

  it('only grow, one step at a time', async () => {
    await expect(run(file(2, 'cc', 100))).rejects.toMatchObject(frozen);
    await expect(run(file(3, 'cc', 200))).rejects.toMatchObject(frozen);
    await run(file(2, 'cc', 200));
    await expect(run(file(2, 'dd', 300))).rejects.toMatchObject(frozen);
  });

  it('are never changed or taken away, by nobody', async () => {
    await expect(run(`UPDATE seal_file SET level = 'B-T'`)).rejects.toMatchObject(denied);
    await expect(run('DELETE FROM seal_file')).rejects.toMatchObject(denied);
    await expect(run(file(3, 'ee', 400), 'app')).rejects.toMatchObject(denied);
    await expect(run(`UPDATE seal_file SET level = 'B-T'`, 'admin')).rejects.toMatchObject(frozen);
  });
});

describe('what is owed to a sealed file', () => {
  it('is the sealer’s to write, and its fence only rises', async () => {
    const columns = '(seal_id, organisation_id, envelope_id, target_level, fence)';
    const insert = `INSERT INTO seal_extension ${columns}
      VALUES ('${sealId}', '${mine.organisationId}', '${mine.envelopeId}', 'B-LTA', 3)`;
    await expect(run(insert, 'app')).rejects.toMatchObject(denied);
    await run(insert);
    await expect(run('UPDATE seal_extension SET fence = 2')).rejects.toMatchObject(frozen);
    await expect(run('DELETE FROM seal_extension')).rejects.toMatchObject(denied);
  });

  it('is due once the envelope is completed: nothing grows while another document waits for its seal', async () => {
    const due = () => run('SELECT seal_id FROM due_seal_extensions(10)');
    expect(await due()).toEqual([]);
    await run(`UPDATE document SET sealed_sha256 = '\\xaa' WHERE id = '${mine.documentId}';
      UPDATE envelope SET status = 'completed', completed_at = now() WHERE id = '${mine.envelopeId}'`);
    expect(await due()).toEqual([{ seal_id: sealId }]);
  });
});

describe('the policy of an organisation', () => {
  it('is the app’s to write and cannot contradict itself', async () => {
    const insert = (timestamps: string, level: string) =>
      `INSERT INTO sealing_policy (organisation_id, timestamps, level)
       VALUES ('${mine.organisationId}', '${timestamps}', '${level}')`;
    await expect(run(insert('required', 'B-T'))).rejects.toMatchObject(denied);
    await expect(run(insert('none', 'B-T'), 'app')).rejects.toMatchObject({ code: '23514' });
    await expect(run(insert('preferred', 'B-B'), 'app')).rejects.toMatchObject({ code: '23514' });
    await run(insert('required', 'B-LTA'), 'app');
    expect(await run('SELECT level FROM sealing_policy')).toEqual([{ level: 'B-LTA' }]);
  });
});
