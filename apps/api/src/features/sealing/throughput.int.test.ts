import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';

let instance: TestInstance;
beforeAll(async () => {
  instance = await createTestInstance();
});
afterAll(async () => {
  await instance?.close();
});

const count = 60;

describe('sixty envelopes finished at once', () => {
  it('are sealed at a steady rate', async () => {
    const sealer = instance.start('sealer');
    const warm = await envelopeInSealing(instance, 'warm');
    await until(() => isDone([warm.id]));
    await sealer.kill('SIGTERM');
    const made = [];
    for (let n = 0; n < count; n += 1) made.push((await envelopeInSealing(instance, `many ${n}`)).id);
    instance.start('sealer');
    await until(async () => (await doneCount('document')) > 1);
    const [documents, all] = [await timed('document'), await timed('certificate')];
    console.info(`${documents.toFixed(1)} documents/s; with certificates ${all.toFixed(1)} seals/s`);
    // A floor that shows a regression on a busy machine, not the target.
    expect(documents).toBeGreaterThan(1);
  }, 120_000);
});

async function timed(kind: 'document' | 'certificate'): Promise<number> {
  await until(async () => (await doneCount(kind)) === count + 1, 100_000);
  const [row] = await instance.database.query(
    'admin',
    `WITH run AS (SELECT done_at, kind FROM seal WHERE state = 'done' ORDER BY done_at OFFSET 2)
     SELECT count(*) / extract(epoch FROM max(done_at) - min(done_at))::float8 AS rate FROM run
     WHERE $1 = 'certificate' OR kind = 'document'`,
    [kind],
  );
  return Number(row?.rate);
}

async function doneCount(kind: string): Promise<number> {
  const sql = "SELECT count(*)::int AS n FROM seal WHERE state = 'done' AND kind::text = $1";
  return Number((await instance.database.query('admin', sql, [kind]))[0]?.n);
}

async function isDone(ids: readonly string[]): Promise<boolean> {
  const sql =
    'SELECT count(*)::int AS n FROM envelope WHERE id = ANY($1::uuid[]) AND certificate_sha256 IS NOT NULL';
  return Number((await instance.database.query('admin', sql, [ids]))[0]?.n) === ids.length;
}
