import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { SmtpSink } from '../../testing/smtp-sink.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { sentEnvelope } from '../../testing/walk-envelope.js';
import { ExpireEnvelope } from '../expiry/expire-envelope.js';

let instance: TestInstance;
let worker: RunningProcess;
const sink = new SmtpSink();
const surroundings = () => ({ SMTP_URL: sink.url });

beforeAll(async () => {
  instance = await createTestInstance();
  await sink.start();
  worker = instance.start('worker', surroundings());
});
afterAll(async () => {
  await instance?.close();
  await sink.stop();
});

interface MailRow {
  readonly state: string;
  readonly smtp_code: number | null;
  readonly attempts: number;
}
const mailOf = async (id: EnvelopeId) =>
  (
    await instance.database.query(
      'admin',
      'SELECT state, smtp_code, attempts FROM mail WHERE envelope_id = $1',
      [id],
    )
  )[0] as MailRow | undefined;
const mailIn = (id: EnvelopeId, state: string) =>
  until(async () => {
    const mail = await mailOf(id);
    return mail?.state === state ? mail : null;
  });
const typesOf = async (id: EnvelopeId) => {
  const events = await instance.unitOfWork.read(instance.organisationId, (tx) =>
    tx.auditLog.events(`envelope:${id}`),
  );
  return events.map(({ type }) => type);
};
const change = (sql: string) =>
  instance.database.query('admin', inOrganisation(instance.organisationId, sql));
/** The pause before the next try passes, also one that begins only now: a mail is written down before its job. */
const sentWithoutPause = (id: EnvelopeId) =>
  until(async () => {
    await change('UPDATE outbox_job SET available_at = now() WHERE done_at IS NULL AND available_at > now()');
    const mail = await mailOf(id);
    return mail?.state === 'sent' ? mail : null;
  });
/** Nothing is left to do for a worker. */
const idle = () =>
  until(async () => {
    const open =
      "SELECT 1 FROM outbox_job WHERE done_at IS NULL AND parked_at IS NULL AND kind NOT LIKE 'seal%'";
    return (await instance.database.query('admin', open)).length === 0;
  });

describe('an envelope whose time ran out', () => {
  it('is told to its sender and to whoever was still waited for, once each and without a link to sign', async () => {
    const id = await sentEnvelope(instance, 'late', 'late@example.test');
    await mailIn(id, 'sent');
    await instance.database.query(
      'admin',
      inOrganisation(
        instance.organisationId,
        `SET LOCAL session_replication_role = replica`,
        `UPDATE envelope SET expires_at = now() - interval '1 minute' WHERE id = '${id}'`,
      ),
    );
    // As the sweep does, which looks once in a while.
    await new ExpireEnvelope(instance.unitOfWork).run(instance.organisationId, id);
    await until(async () => {
      const types = await typesOf(id);
      return types.includes('recipient.notified') && types.includes('sender.notified');
    });
    const told = sink.sentTo('late@example.test').slice(1);
    expect(told.map(({ messageId }) => messageId)).toEqual([expect.stringMatching(/^<expired\.1\./)]);
    expect(told[0]?.source).not.toContain('/s/');
    const mailed = sink.sentTo('ada@example.test');
    const toSender = mailed.filter(({ source }) => source.includes(`<expired.1.sender-${id}@`));
    expect(toSender).toHaveLength(1);
    const words = toSender[0]?.source.replace(/=\r\n/g, '') ?? '';
    expect(words).toContain('Ben Okri');
    expect(words).toContain(`/envelopes/${id}`);
    expect((await typesOf(id)).filter((type) => type === 'envelope.expired')).toHaveLength(1);
  });
});

describe('an invitation', () => {
  it('reaches its recipient once, with a link and one Message-ID', async () => {
    const id = await sentEnvelope(instance, 'plain', 'plain@example.test');
    await mailIn(id, 'sent');
    const mails = sink.sentTo('plain@example.test');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.messageId).toMatch(/^<invitation\.1\.[0-9a-f-]{36}@localhost>$/);
    expect(mails[0]?.source.replace(/=\r\n/g, '')).toMatch(/http:\/\/localhost:4680\/s\/[\w-]{43}/);
    expect(await typesOf(id)).toContain('recipient.invited');
  });

  it('is tried again after a 4xx', async () => {
    sink.answer = (to) => (to === 'later@example.test' ? 451 : null);
    const id = await sentEnvelope(instance, 'later', 'later@example.test');
    expect((await mailIn(id, 'deferred')).smtp_code).toBe(451);
    sink.answer = () => null;
    expect((await sentWithoutPause(id)).attempts).toBe(2);
    expect(sink.sentTo('later@example.test')).toHaveLength(1);
    expect(await typesOf(id)).toEqual(
      expect.arrayContaining(['recipient.delivery-deferred', 'recipient.invited']),
    );
  });

  it('is given up after a 550, and the sender can see it', async () => {
    sink.answer = (to) => (to === 'nobody@example.test' ? 550 : null);
    const id = await sentEnvelope(instance, 'nobody', 'nobody@example.test');
    expect((await mailIn(id, 'failed')).smtp_code).toBe(550);
    expect(await typesOf(id)).toContain('recipient.delivery-failed');
    const item = await instance.unitOfWork.read(instance.organisationId, (tx) => tx.envelopes.listItem(id));
    expect(item?.attention).not.toBeNull();
    await idle();
    expect((await mailOf(id))?.attempts).toBe(1);
  });

  it('waits while the mail server is down, and leaves when it is back', async () => {
    await sink.stop();
    const id = await sentEnvelope(instance, 'down', 'down@example.test');
    expect((await mailIn(id, 'deferred')).smtp_code).toBeNull();
    await sink.start();
    await sentWithoutPause(id);
    expect(sink.sentTo('down@example.test')).toHaveLength(1);
  });
});

describe('the worker killed', () => {
  it.each([
    ['K10', 1],
    ['K11', 2],
  ])('at %s sends at most %i copies with one Message-ID', async (point, copies) => {
    // So that what is killed has this mail in its hands.
    await idle();
    await worker.kill('SIGTERM');
    const address = `${point.toLowerCase()}@example.test`;
    const id = await sentEnvelope(instance, point, address);
    expect(await instance.start('worker', { ...surroundings(), SEALWRIGHT_CRASH_AT: point }).ended).toBe(
      'SIGKILL',
    );
    expect((await mailOf(id))?.state).toBe('queued');
    await change('UPDATE outbox_job SET lease_until = NULL WHERE done_at IS NULL');
    worker = instance.start('worker', surroundings());
    await mailIn(id, 'sent');
    const mails = sink.sentTo(address);
    expect(mails).toHaveLength(copies);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  });
});
