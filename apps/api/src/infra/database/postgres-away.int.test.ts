import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import type { ApiAnswer, ApiBrowser } from '../../testing/api-browser.js';
import { type ApiProcess, signerReady, startApi } from '../../testing/api-process.js';
import { freePort } from '../../testing/free-port.js';
import { type OwnPostgres, startOwnPostgres } from '../../testing/own-postgres.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { envelopeInSealing, sentEnvelope } from '../../testing/walk-envelope.js';

let postgres: OwnPostgres;
let instance: TestInstance;
let api: ApiProcess;
let others: RunningProcess[];
const shared = process.env.TEST_DATABASE_ADMIN_URL;

beforeAll(async () => {
  postgres = await startOwnPostgres(await freePort());
  process.env.TEST_DATABASE_ADMIN_URL = postgres.adminUrl;
  instance = await createTestInstance();
  api = await startApi(instance, await freePort());
  others = [instance.start('worker'), instance.start('sealer')];
  await answers(() => statusOf('/readyz'), 200);
});
afterAll(async () => {
  process.env.TEST_DATABASE_ADMIN_URL = shared;
  try {
    await instance?.close();
  } finally {
    await postgres?.remove();
  }
});

const statusOf = async (path: string) => (await fetch(`${api.origin}${path}`)).status;
const answers = (ask: () => Promise<number>, status: number) => until(async () => (await ask()) === status);
const completed = (id: EnvelopeId) =>
  until(async () => {
    const envelope = await instance.unitOfWork.read(instance.organisationId, (tx) => tx.envelopes.find(id));
    return envelope?.status === 'completed' && envelope.certificateSha256Hex !== null;
  });

function expectUnavailable({ status, headers, json }: ApiAnswer): void {
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect([status, json.status]).toEqual([503, 503]);
  expect(['database-unavailable', 'database-busy', 'service-unavailable']).toContain(json.code);
}

/** Everything the acts below could have left half done. */
async function rowsOf(id: EnvelopeId) {
  const [row] = await instance.database.query(
    'admin',
    `SELECT status::text, (SELECT count(*)::int FROM signature WHERE envelope_id = e.id) AS signatures,
       (SELECT count(*)::int FROM seal WHERE envelope_id = e.id) AS seals FROM envelope e WHERE id = $1`,
    [id],
  );
  return row;
}

async function expectRefusals(signer: ApiBrowser, sign: () => Promise<ApiAnswer>): Promise<void> {
  expectUnavailable(await signer.get('/signing'));
  expectUnavailable(await sign());
  expectUnavailable(await signer.post('/signing/sessions', { token: 'x'.repeat(43) }));
  expectUnavailable(await signer.get('/envelopes', { authorization: `Bearer sw_${'x'.repeat(43)}` }));
  expectUnavailable(
    await signer.post('/api/auth/sign-in/email', { email: 'ada@example.test', password: 'long enough' }),
  );
  expect(await statusOf('/readyz')).toBe(503);
  expect(await statusOf('/healthz')).toBe(200);
}

describe('PostgreSQL gone and back while everything runs', () => {
  it('is answered with 503, leaves nothing half done, and all work finishes without a restart', async () => {
    const waiting = await sentEnvelope(instance, 'the last signature meets no database');
    const { browser, documents } = await signerReady(instance, api.origin, waiting);
    const sign = () =>
      browser.post('/signing/complete', { documents }, { 'idempotency-key': 'one-and-the-same' });
    const sealing = await Promise.all(
      ['a', 'b', 'c'].map((name) => envelopeInSealing(instance, `sealing ${name}`)),
    );
    await postgres.crash();
    await expectRefusals(browser, sign);
    // Long enough for each process to notice several times.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    await postgres.start();
    expect(await rowsOf(waiting)).toEqual({ status: 'sent', signatures: 0, seals: 0 });
    await answers(async () => (await sign()).status, 200);
    await leasesRunOut();
    for (const id of [waiting, ...sealing.map((one) => one.id)]) await completed(id);
    expect(await rowsOf(waiting)).toEqual({ status: 'completed', signatures: 1, seals: 2 });
    await until(async () => (await leftOver()) === 0);
    expect(await mailsSent('completed')).toBe(8);
    await answers(() => statusOf('/readyz'), 200);
    expect([api.process, ...others].map(({ child }) => child.exitCode)).toEqual([null, null, null]);
  });
});

const countOf = async (sql: string) => Number((await instance.database.query('admin', sql))[0]?.n);
const leftOver = () => countOf('SELECT count(*)::int AS n FROM outbox_job WHERE done_at IS NULL');
const mailsSent = (kind: string) =>
  countOf(`SELECT count(*)::int AS n FROM mail WHERE kind = '${kind}' AND state = 'sent'`);

/** Two minutes a test does not wait: a worker lost its connection with a seal or a job in hand. */
async function leasesRunOut(): Promise<void> {
  const organisation = `PERFORM set_config('app.organisation', '${instance.organisationId}', true)`;
  await instance.database.query(
    'admin',
    `DO $$ BEGIN ${organisation};
       UPDATE seal SET lease_until = now() - interval '1 second' WHERE state = 'leased';
       UPDATE outbox_job SET lease_until = NULL WHERE done_at IS NULL; END $$`,
  );
}
