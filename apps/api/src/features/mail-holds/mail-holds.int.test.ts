import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHeldMails } from '../../infra/database/database-checks.js';
import { createPrismaClient } from '../../infra/database/prisma-client.js';
import { jobKinds } from '../../ports/jobs.js';
import { mailJobKinds } from '../../ports/mail-holds.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { SmtpSink } from '../../testing/smtp-sink.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { sentEnvelope } from '../../testing/walk-envelope.js';

const cli = fileURLToPath(new URL('../../../../cli/dist/main.js', import.meta.url));
const sink = new SmtpSink();
let instance: TestInstance;
let storage: string;

beforeAll(async () => {
  instance = await createTestInstance();
  storage = join(instance.dir, 'blobs');
  await sink.start();
});
afterAll(async () => {
  await instance?.close();
  await sink.stop();
});

/** As the api says it on /readyz, in its own role. */
async function readiness() {
  const databaseUrl = instance.database.urlOf('app');
  const prisma = createPrismaClient({ databaseUrl, applicationName: 'readiness', poolSize: 1 });
  try {
    return await checkHeldMails(prisma);
  } finally {
    await prisma.$disconnect();
  }
}

const startWorker = () => instance.start('worker', { SMTP_URL: sink.url });
const stop = (worker: RunningProcess) => worker.kill('SIGTERM');

async function mails(...args: string[]) {
  const child = spawn(process.execPath, [cli, 'mails', ...args, '--json'], {
    env: { PATH: process.env.PATH ?? '', STORAGE_DIR: storage },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, text };
}

/** What waits, after the worker went through all that was due: another job, due later, is done. */
async function heldCounts(): Promise<Record<string, number>> {
  const id: string = instance.ids.uuid();
  await instance.database.query(
    'admin',
    inOrganisation(
      instance.organisationId,
      `INSERT INTO outbox_job (id, organisation_id, kind, payload, available_at)
       VALUES ('${id}', '${instance.organisationId}', 'remove-erased-files', '{}', now())`,
    ),
  );
  await until(async () => {
    const [row] = await instance.database.query('admin', 'SELECT done_at FROM outbox_job WHERE id = $1', [
      id,
    ]);
    return row?.done_at instanceof Date;
  });
  const { status, text } = await mails('list');
  expect(status, text).toBe(0);
  const facts = JSON.parse(text) as { organisations: { waiting: { kind: string; count: number }[] }[] };
  const waiting = facts.organisations.flatMap((one) => one.waiting);
  return Object.fromEntries(waiting.map(({ kind, count }) => [kind, count]));
}

const ownEvents = async () =>
  (
    await instance.database.query(
      'auditor',
      "SELECT convert_from(bytes, 'UTF8')::jsonb AS event FROM audit_event WHERE stream = $1 AND type LIKE 'mails.%' ORDER BY seq",
      [`organisation:${instance.organisationId}`],
    )
  ).map(({ event }) => event as { type: string; data: Record<string, unknown> });

describe('mails of a database that was put back', () => {
  it('are held when it is another database than before, and sent when they are released', async () => {
    await stop(await workerThatIsReady());
    await sentEnvelope(instance, 'before', 'before@example.test');
    writeFileSync(join(storage, 'instance'), '4711/1\n');
    const worker = startWorker();
    expect(await heldCounts()).toEqual({ 'send-invitation': 1 });
    expect(sink.sentTo('before@example.test')).toEqual([]);
    const [health] = await instance.database.query(
      'auditor',
      "SELECT * FROM service_health WHERE name = 'held-mails'",
    );
    expect(health).toMatchObject({ state: 'waiting', code: 'mails-held' });
    expect(health?.detail).toMatch(/^1 mail is held/);
    expect(await readiness()).toMatchObject({
      state: 'warn',
      detail: expect.stringContaining('Mails are held'),
    });
    expect(
      await mails('release', '--kind', 'invitation', '--reason', 'never left', '--by', 'Ada'),
    ).toMatchObject({ status: 0 });
    await until(async () => sink.sentTo('before@example.test').length === 1);
    expect(await mails('release', '--all', '--reason', 'checked')).toMatchObject({ status: 0 });
    expect(await mails('discard', '--all', '--reason', 'again')).toMatchObject({ status: 1 });
    expect(await ownEvents()).toMatchObject([
      { type: 'mails.held', data: { cause: 'another-database', mailCount: 1 } },
      { type: 'mails.released', data: { kinds: ['send-invitation'], mailCount: 1 } },
      { type: 'mails.released', data: { mailCount: 0 } },
    ]);
    expect(await readiness()).toMatchObject({ state: 'ok' });
    await stop(worker);
  });

  it('are held when its log was shown further, and never sent when they are discarded', async () => {
    mkdirSync(join(storage, 'log'), { recursive: true });
    const root = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(
      join(storage, 'log', 'checkpoint'),
      `localhost:4680/log\n99\n${root}\n\n— localhost:4680/log AAAAAAAA\n`,
    );
    await sentEnvelope(instance, 'again', 'again@example.test');
    const worker = startWorker();
    expect(await heldCounts()).toEqual({ 'send-invitation': 1 });
    expect(await mails('discard', '--all', '--reason', 'sent before the restore')).toMatchObject({
      status: 0,
    });
    await sentEnvelope(instance, 'new', 'new@example.test');
    await until(async () => sink.sentTo('new@example.test').length === 1);
    expect(sink.sentTo('again@example.test')).toEqual([]);
    expect((await ownEvents()).slice(-2)).toMatchObject([
      { type: 'mails.held', data: { cause: 'log-older' } },
      { type: 'mails.discarded', data: { mailCount: 1 } },
    ]);
    await stop(worker);
  });

  it('are held before the worker sends the first one when an operator asked for it', async () => {
    expect(await mails('hold', '--reason', 'the whole folder comes back', '--wait', '0')).toMatchObject({
      status: 2,
    });
    await sentEnvelope(instance, 'folder', 'folder@example.test');
    const worker = startWorker();
    expect(await heldCounts()).toEqual({ 'send-invitation': 1 });
    expect(sink.sentTo('folder@example.test')).toEqual([]);
    await stop(worker);
  });

  it('of every kind are held, and no other job', async () => {
    const inOwn = (sql: string) => inOrganisation(instance.organisationId, sql);
    await instance.database.query(
      'admin',
      inOwn(`UPDATE outbox_job SET done_at = now() WHERE done_at IS NULL;
        INSERT INTO outbox_job (id, organisation_id, kind, payload, available_at, created_at)
        SELECT gen_random_uuid(), '${instance.organisationId}', kind, '{}', now(), now() - interval '1 day'
        FROM unnest(ARRAY['${Object.keys(jobKinds).join("','")}']) kind`),
    );
    const rows = await instance.database.query('app', 'SELECT kind FROM due_outbox($1::text[], 100)', [
      Object.keys(jobKinds),
    ]);
    const others = Object.keys(jobKinds).filter((kind) => !mailJobKinds.some((one) => one === kind));
    expect(rows.map(({ kind }) => kind).sort()).toEqual(others.sort());
  });
});

/** It has written down which database it works with. */
async function workerThatIsReady(): Promise<RunningProcess> {
  const worker = startWorker();
  await until(async () => {
    const [row] = await instance.database.query(
      'auditor',
      "SELECT state FROM service_health WHERE name = 'held-mails'",
    );
    return row?.state === 'ok';
  });
  return worker;
}
