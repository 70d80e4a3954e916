import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type DatabaseRole, type TestDatabase } from '../../testing/database.js';
import { inOrganisation, type SeededEnvelope, seedEnvelope } from '../../testing/seed-envelope.js';
import { RandomIds } from '../time/random-ids.js';

const ids = new RandomIds();
let database: TestDatabase;
let mine: SeededEnvelope;
let secondId: string;

const run = (sql: string, role: DatabaseRole | 'admin' = 'app') =>
  database.query(role, inOrganisation(mine.organisationId, sql));
const frozen = { code: 'SW005' };
const foreign = { code: 'SW003' };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database?.drop();
});
/** An envelope of two documents that is out: `\\x01` and `\\x02` are their frozen bytes. */
beforeEach(async () => {
  mine = await seedEnvelope(database, () => ids.uuid());
  secondId = ids.uuid();
  await run(`INSERT INTO document (id, organisation_id, envelope_id, position, name, original_sha256, frozen_sha256,
      byte_size, pages, report, uploaded_by)
    VALUES ('${secondId}', '${mine.organisationId}', '${mine.envelopeId}', 1, 'b.pdf', '\\x02', '\\x02', 1, '[]', '{}',
      'u')`);
  await run(`UPDATE envelope SET status = 'sent', sent_at = now() WHERE id = '${mine.envelopeId}'`);
});

const signature = () =>
  `INSERT INTO signature (recipient_id, organisation_id, envelope_id, values_sha256, signed_at)
   VALUES ('${mine.recipientId}', '${mine.organisationId}', '${mine.envelopeId}', '\\x09', now())`;
const about = (documentId: string, sha256: string) =>
  `INSERT INTO signed_document (recipient_id, document_id, organisation_id, envelope_id, sha256)
   VALUES ('${mine.recipientId}', '${documentId}', '${mine.organisationId}', '${mine.envelopeId}', '\\x${sha256}')`;
const seal = (documentId: string) =>
  `INSERT INTO seal (id, organisation_id, envelope_id, document_id, kind)
   VALUES ('${ids.uuid()}', '${mine.organisationId}', '${mine.envelopeId}', '${documentId}', 'document')`;
const toSealing = () =>
  `UPDATE envelope SET status = 'sealing', sealing_at = now() WHERE id = '${mine.envelopeId}'`;
const complete = () =>
  `UPDATE envelope SET status = 'completed', completed_at = now() WHERE id = '${mine.envelopeId}'`;
const finish = (documentId: string, sha256: string) =>
  `UPDATE seal SET state = 'done', done_at = now(), sealed_sha256 = '\\x${sha256}' WHERE document_id = '${documentId}'`;
const keep = (documentId: string, sha256: string) =>
  `UPDATE document SET sealed_sha256 = '\\x${sha256}' WHERE id = '${documentId}'`;

describe('a signature', () => {
  it('is about every document of its envelope, or is not taken', async () => {
    await expect(run(signature())).rejects.toMatchObject(frozen);
    await expect(run(`${signature()}; ${about(mine.documentId, '01')}`)).rejects.toMatchObject(frozen);
    await run(`${signature()}; ${about(mine.documentId, '01')}; ${about(secondId, '02')}`);
  });

  it('is about the frozen bytes, and about documents of its own envelope', async () => {
    const swapped = `${about(mine.documentId, '02')}; ${about(secondId, '01')}`;
    await expect(run(`${signature()}; ${swapped}`)).rejects.toMatchObject(foreign);
    const other = await seedEnvelope(database, () => ids.uuid());
    await expect(run(`${signature()}; ${about(other.documentId, '01')}`)).rejects.toMatchObject(foreign);
    await expect(run(about(mine.documentId, '01'))).rejects.toMatchObject(foreign);
  });

  it('keeps what it is about, against everybody', async () => {
    await run(`${signature()}; ${about(mine.documentId, '01')}; ${about(secondId, '02')}`);
    const change = `UPDATE signed_document SET sha256 = '\\x07' WHERE document_id = '${secondId}'`;
    await expect(run(change)).rejects.toMatchObject({ code: '42501' });
    await expect(run('DELETE FROM signed_document', 'sealer')).rejects.toMatchObject({ code: '42501' });
    await expect(run(change, 'admin')).rejects.toMatchObject(frozen);
  });
});

describe('sealing several documents', () => {
  it('begins with a seal for each of them', async () => {
    await expect(run(toSealing())).rejects.toMatchObject(frozen);
    await expect(run(`${seal(mine.documentId)}; ${toSealing()}`)).rejects.toMatchObject(frozen);
    await run(`${seal(mine.documentId)}; ${toSealing()}; ${seal(secondId)}`);
  });

  it('ends when the last is sealed, each with the file of its own seal', async () => {
    await run(`${seal(mine.documentId)}; ${seal(secondId)}; ${toSealing()}`);
    await run(
      `UPDATE seal SET state = 'leased', fence = 1 WHERE envelope_id = '${mine.envelopeId}'`,
      'sealer',
    );
    await run(`${finish(mine.documentId, 'aa')}; ${keep(mine.documentId, 'aa')}`, 'sealer');
    await expect(run(complete(), 'sealer')).rejects.toMatchObject(frozen);
    const withTheOther = `${finish(secondId, 'bb')}; ${keep(secondId, 'aa')}; ${complete()}`;
    await expect(run(withTheOther, 'sealer')).rejects.toMatchObject(frozen);
    await run(`${finish(secondId, 'bb')}; ${keep(secondId, 'bb')}; ${complete()}`, 'sealer');
  });
});
