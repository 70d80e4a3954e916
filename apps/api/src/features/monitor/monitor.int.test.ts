import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiBrowser } from '../../testing/api-browser.js';
import { insertUser } from '../../testing/api-instance.js';
import { freePort } from '../../testing/free-port.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { envelopeInSealing, sentEnvelope } from '../../testing/walk-envelope.js';

let instance: TestInstance;
let admin: ApiBrowser;
let address: string;

beforeAll(async () => {
  instance = await createTestInstance();
  const port = await freePort();
  instance.start('api', { API_PORT: String(port), PUBLIC_URL: `http://localhost:${port}` });
  instance.start('worker');
  startSealer();
  const user = await insertUser(instance.database, instance.ids, instance.organisationId, 'owner');
  address = user.email;
  admin = new ApiBrowser(`http://localhost:${port}`);
  const login = { email: user.email, password: user.password };
  await until(async () => {
    const answer = await admin.post('/api/auth/sign-in/email', login).catch(() => null);
    return answer?.status === 200;
  });
  const { id } = await envelopeInSealing(instance, 'Sealed before anything happened');
  await until(async () => (await statusOf(id)) === 'completed');
  await looked('whole-log');
});
afterAll(async () => {
  await instance?.close();
});

const environment = () => ({
  AUDITOR_DATABASE_URL: instance.database.urlOf('auditor'),
  MONITOR_EVERY_SECONDS: '1',
  MONITOR_WHOLE_LOG_MINUTES: '0.02',
});
const startSealer = () => instance.start('sealer', environment());
const asSuperuser = (sql: string) => instance.database.query('admin', sql);
const statusOf = async (id: string) =>
  (await asSuperuser(`SELECT status FROM envelope WHERE id = '${id}'`))[0]?.status;

/** Waits until the monitor has looked once more. */
async function looked(kind: 'whole-log' | 'seal-ledger') {
  const since = new Date();
  return await until(async () => {
    const sql = 'SELECT * FROM monitor_run WHERE kind = $1 AND started_at > $2';
    return (await instance.database.query('admin', sql, [kind, since]))[0];
  });
}

async function alarmNow(code: string) {
  const { json } = await admin.get('/log/alarms');
  const alarms = Object.values(json.alarms ?? {});
  return alarms.find((alarm) => String(alarm.code) === code && String(alarm.acknowledged) === 'null');
}
const alarmOf = (code: string) => until(() => alarmNow(code));

describe('the monitor of a running instance', () => {
  it('finds nothing where nothing was changed, and says when it looked', async () => {
    const { json } = await admin.get('/log/status');
    expect(json.alarms).toEqual({ alarms: [], openCount: 0 });
    expect(json.monitor).toMatchObject({ state: 'ok', code: null });
    expect(Object.values(json.runs ?? {}).map(({ kind, outcome }) => [kind, outcome])).toEqual(
      expect.arrayContaining([
        ['whole-log', 'intact'],
        ['seal-ledger', 'intact'],
      ]),
    );
    expect(json.checkpoint?.note).toContain('— localhost:4680/log ');
    expect(json.keys?.[0]).toMatchObject({ algorithm: 'ed25519', retiredAt: null });
  });

  it('names the row a superuser edited: in the API, in the record, by mail and on the status page', async () => {
    const id = await sentEnvelope(instance, 'To be edited');
    await asSuperuser(`ALTER TABLE audit_event DISABLE TRIGGER ALL;
      UPDATE audit_event SET type = 'recipient.signed' WHERE stream = 'envelope:${id}' AND seq = 2;
      ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only`);
    const alarm = await alarmOf('shown-differs');
    expect(alarm).toMatchObject({ envelopeId: id, seq: 2, place: `envelope:${id}` });
    const [event] = await asSuperuser(
      `SELECT convert_from(bytes, 'UTF8') AS text FROM audit_event WHERE type = 'log.alarm-raised'
        AND stream = 'organisation:${instance.organisationId}'`,
    );
    expect(String(event?.text)).toContain(`"envelopeId":"${id}"`);
    const failed = await until(async () => {
      const { monitor } = (await admin.get('/log/status')).json;
      return String(monitor?.state) === 'failed' && monitor;
    });
    expect(failed).toMatchObject({ code: 'log-alarm' });
    const mail = await until(async () => {
      const answer = await fetch(`${process.env.INBOX_URL}/api/messages?to=${encodeURIComponent(address)}`);
      const text = await answer.text();
      return text.includes('Audit alarm: shown-differs') && text;
    });
    expect(mail).toContain(address);
  });

  it('is told once, not at every look, and does not go away when the row is put back', async () => {
    await asSuperuser(`ALTER TABLE audit_event DISABLE TRIGGER ALL;
      UPDATE audit_event SET type = 'envelope.sent' WHERE type = 'recipient.signed' AND seq = 2
        AND position('"type":"envelope.sent"'::bytea IN bytes) > 0;
      ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only`);
    await looked('whole-log');
    await looked('whole-log');
    const events = await asSuperuser(`SELECT 1 FROM audit_event WHERE type = 'log.alarm-raised'`);
    expect(events).toHaveLength(1);
    const { json } = await admin.get('/log/status');
    expect(json.alarms?.openCount).toBe(1);
    expect(json.monitor).toMatchObject({ state: 'failed', code: 'log-alarm' });
  });

  it('leaves the pages only when somebody acknowledges it with a reason, on record', async () => {
    const { id } = await alarmOf('shown-differs');
    const path = `/log/alarms/${String(id)}/acknowledgement`;
    expect((await admin.send(path, { method: 'POST', body: { reason: '  ' } })).status).toBe(422);
    const reason = 'A test of the monitor, announced beforehand.';
    const done = await admin.send(path, { method: 'POST', body: { reason } });
    expect([done.status, done.json.openCount]).toEqual([201, 0]);
    expect(done.json.alarms?.[0]).toMatchObject({ acknowledged: { by: 'Ada Lovelace', reason } });
    await admin.send(path, { method: 'POST', body: { reason: 'Another one.' } });
    const events = await asSuperuser(
      `SELECT p.value FROM audit_event e JOIN audit_personal p ON p.event_id = e.id WHERE e.type = 'log.alarm-acknowledged'`,
    );
    expect(events).toHaveLength(1);
    expect(String(events[0]?.value)).toContain(reason);
    await expect(asSuperuser('DELETE FROM log_alarm')).rejects.toMatchObject({
      code: expect.stringMatching(/^SW00/),
    });
  });

  it('finds a personal value that no longer fits its commitment', async () => {
    const id = await sentEnvelope(instance, 'Whose title will be changed');
    await asSuperuser(`ALTER TABLE audit_personal DISABLE TRIGGER ALL;
      UPDATE audit_personal SET value = replace(value, 'title', 'titel')
        WHERE event_id IN (SELECT id FROM audit_event WHERE stream = 'envelope:${id}' AND seq = 1);
      ALTER TABLE audit_personal ENABLE ALWAYS TRIGGER never_changed`);
    expect(await alarmOf('personal-differs')).toMatchObject({ envelopeId: id, seq: 1 });
  });

  it('finds a signature of the token that belongs to no seal', async () => {
    const { id, sealId } = await envelopeInSealing(instance, 'Whose seal is removed');
    await until(async () => (await statusOf(id)) === 'completed');
    await asSuperuser(`SET session_replication_role = replica;
      DELETE FROM seal_file WHERE seal_id = '${sealId}'; DELETE FROM seal WHERE id = '${sealId}'`);
    const alarm = await until(async () => {
      // As the first look of a monitor that was just set up; one that looked meanwhile has written it again.
      rmSync(join(instance.dir, 'blobs', 'monitor', 'ledger.json'), { force: true });
      await looked('seal-ledger');
      return await alarmNow('signature-without-seal');
    });
    expect(alarm).toMatchObject({ place: 'token-journal' });
    expect(String(alarm.sentence)).toContain(sealId);
  });

  it('finds a line in the token journal that the token process did not write', async () => {
    const journal = join(instance.dir, 'blobs', 'token-journal.jsonl');
    const last = readFileSync(journal, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    appendFileSync(journal, `${last.replace(/"n":\d+/, '"n":999999')}\n`);
    expect(await alarmOf('journal-broken-chain')).toMatchObject({ place: 'token-journal' });
  });

  it('finds a log that was rolled back, by what it remembers outside of the database', async () => {
    const seen = JSON.parse(
      readFileSync(join(instance.dir, 'blobs', 'monitor', 'log-seen.json'), 'utf8'),
    ) as { note: string };
    expect(seen.note).toContain('— localhost:4680/log ');
    await asSuperuser(`ALTER TABLE log_state DISABLE TRIGGER ALL; ALTER TABLE log_checkpoint DISABLE TRIGGER ALL;
      ALTER TABLE log_entry DISABLE TRIGGER ALL;
      UPDATE log_state SET size = 2, note_size = NULL, root = sha256('x'); DELETE FROM log_checkpoint;
      DELETE FROM log_entry WHERE log_index >= 2`);
    writeFileSync(join(instance.dir, 'blobs', 'log', 'checkpoint'), seen.note.replace(/\n\d+\n/, '\n2\n'));
    expect(await alarmOf('checkpoint-forged')).toMatchObject({ envelopeId: null });
  });
});
