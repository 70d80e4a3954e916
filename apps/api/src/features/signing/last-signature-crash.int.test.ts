import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import { signerReady, startApi } from '../../testing/api-process.js';
import { freePort } from '../../testing/free-port.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { createTestInstance, type TestInstance } from '../../testing/test-instance.js';
import { sentEnvelope } from '../../testing/walk-envelope.js';

let instance: TestInstance;
let port: number;
beforeAll(async () => {
  instance = await createTestInstance();
  port = await freePort();
});
afterAll(async () => {
  await instance?.close();
});

/** Everything the last signature writes in its one transaction. */
async function written(id: EnvelopeId) {
  const [row] = await instance.database.query(
    'admin',
    `SELECT status::text AS status,
       (SELECT count(*)::int FROM signature WHERE envelope_id = e.id) AS signatures,
       (SELECT count(*)::int FROM seal WHERE envelope_id = e.id) AS seals,
       (SELECT count(*)::int FROM outbox_job o JOIN seal s ON o.payload->>'sealId' = s.id::text
         WHERE s.envelope_id = e.id) AS jobs
     FROM envelope e WHERE id = $1`,
    [id],
  );
  const events = await instance.unitOfWork.read(instance.organisationId, (tx) =>
    tx.auditLog.events(`envelope:${id}`),
  );
  const acts = ['recipient.signed', 'envelope.sealing-started'];
  return { ...row, told: events.map(({ type }) => type).filter((type) => acts.includes(type)) };
}

const nothing = { status: 'sent', signatures: 0, seals: 0, jobs: 0, told: [] };
const everything = {
  ...{ status: 'sealing', signatures: 1, seals: 1, jobs: 1 },
  told: ['recipient.signed', 'envelope.sealing-started'],
};

/** The last signature dies at K0; the api is started again. Answers how the signer asks once more. */
async function killedAtK0(name: string) {
  const id = await sentEnvelope(instance, name);
  const doomed = await startApi(instance, port, { SEALWRIGHT_CRASH_AT: 'K0' });
  const { browser, documents } = await signerReady(instance, doomed.origin, id);
  const sign = (key: string) => browser.post('/signing/complete', { documents }, { 'idempotency-key': key });
  await expect(sign('the-first-key')).rejects.toThrow();
  expect(await doomed.process.ended).toBe('SIGKILL');
  expect(await written(id)).toEqual(nothing);
  const next = await startApi(instance, port);
  return { id, sign, next };
}

describe('the api killed in the last signature (K0)', () => {
  it('has written nothing; the same request again signs once', async () => {
    const { id, sign, next } = await killedAtK0('the same key');
    expect((await sign('the-first-key')).json.code).toBe('idempotency-key-in-progress');
    // The two minutes for which the dead request holds its key.
    const passed =
      "UPDATE idempotency_key SET created_at = now() - interval '3 minutes' WHERE status IS NULL";
    await instance.database.query('admin', inOrganisation(instance.organisationId, passed));
    const answers = [await sign('the-first-key'), await sign('the-first-key')];
    expect(answers.map(({ status, json }) => [status, json.phase])).toEqual([
      [200, 'done'],
      [200, 'done'],
    ]);
    expect(await written(id)).toEqual(everything);
    await next.process.kill('SIGTERM');
  });

  it('has written nothing; a second click signs at once, and once', async () => {
    const { id, sign, next } = await killedAtK0('another key');
    const answers = await Promise.all(['a', 'b', 'c'].map((click) => sign(`another-key-${click}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await written(id)).toEqual(everything);
    await next.process.kill('SIGTERM');
  });
});
