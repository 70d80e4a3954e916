import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditorRecordRows } from '../../infra/database/auditor-record-rows.js';
import { createPrismaClient } from '../../infra/database/prisma-client.js';
import { PrismaLogBeginnings } from '../../infra/database/prisma-log-beginnings.js';
import { PrismaLogCheckpoints } from '../../infra/database/prisma-log-checkpoints.js';
import { PrismaLogKeys } from '../../infra/database/prisma-log-keys.js';
import { FileLogFolders } from '../../infra/log-tiles/file-log-folders.js';
import { FileMonitorMemory } from '../../infra/storage/file-monitor-memory.js';
import { createSequencedLog, type SequencedLog } from '../../testing/sequenced-log.js';
import { otherDocument, rewriteChain } from '../../testing/superuser-edits.js';
import { WatchLog } from './watch-log.js';

const ENVELOPES = 3;
const EACH = 4;
let log: SequencedLog;
let prisma: ReturnType<typeof createPrismaClient>;
let rows: AuditorRecordRows;

beforeAll(async () => {
  log = await createSequencedLog(ENVELOPES);
  for (const envelope of log.envelopes) await log.append(envelope, EACH);
  await log.sequence();
  const databaseUrl = log.database.urlOf('auditor');
  prisma = createPrismaClient({ databaseUrl, applicationName: 'test', poolSize: 2 });
  rows = new AuditorRecordRows(prisma);
});
afterAll(async () => {
  await rows?.close();
  await log?.close();
});

const folder = () => join(log.dir, 'memory');
const stream = (number: number) => `envelope:${log.envelopes[number]?.envelopeId ?? ''}`;
const envelope = (number: number) => log.envelopes[number] ?? expect.fail('no such envelope');
const asSuperuser = (sql: string) =>
  log.database.query(
    'admin',
    ['audit_event', 'audit_stream', 'audit_personal', 'log_pending']
      .map((table) => `ALTER TABLE ${table} DISABLE TRIGGER ALL;`)
      .join('')
      .concat(sql),
  );

/** A sealer that was just started: it knows what lies in the folder and nothing else. */
function startedAnew(): WatchLog {
  return new WatchLog({
    ...{ rows, folders: new FileLogFolders(log.folder), beginnings: new PrismaLogBeginnings(prisma) },
    ...{ checkpoints: new PrismaLogCheckpoints(prisma), keys: new PrismaLogKeys(prisma) },
    memory: new FileMonitorMemory(folder()),
  });
}

describe('what the monitor remembers of the log', () => {
  it('names no record, and is enough to look at what is new alone', async () => {
    const everything = vi.spyOn(rows, 'streamHeads');
    expect(await startedAnew().lookAtNew()).toMatchObject({ findings: [], checked: ENVELOPES * EACH });
    expect(everything).toHaveBeenCalledTimes(1);
    expect(await startedAnew().lookAtNew()).toMatchObject({ findings: [], checked: 0 });
    await log.append(envelope(0), 2);
    await log.sequence();
    await log.append(envelope(0), 1);
    await log.append(envelope(1), 1);
    const watch = startedAnew();
    expect(await watch.lookAtNew()).toMatchObject({ findings: [], checked: 4 });
    await log.sequence();
    expect(await watch.lookAtNew()).toMatchObject({ findings: [], checked: 2 });
    expect(everything).toHaveBeenCalledTimes(1);
    const kept = readFileSync(join(folder(), 'verification.json'), 'utf8');
    for (const { envelopeId } of log.envelopes) expect(kept).not.toContain(envelopeId);
  });

  it('sees that a waiting event was dropped, and names it', async () => {
    await log.append(envelope(2), 1);
    await asSuperuser(`DELETE FROM log_pending WHERE stream = '${stream(2)}';
      DELETE FROM audit_personal WHERE event_id IN (SELECT id FROM audit_event WHERE stream = '${stream(2)}' AND seq = ${EACH + 1});
      DELETE FROM audit_event WHERE stream = '${stream(2)}' AND seq = ${EACH + 1}`);
    const watch = startedAnew();
    const { findings } = await watch.lookAtNew();
    expect(findings).toMatchObject([{ code: 'truncated', stream: stream(2), seq: EACH + 1 }]);
    // The next look finds the same, and does not go through everything for it.
    const everything = vi.spyOn(rows, 'streamHeads').mockClear();
    expect((await watch.lookAtNew()).findings).toEqual(findings);
    expect(everything).not.toHaveBeenCalled();
    await asSuperuser(`UPDATE audit_stream s SET seq = ${EACH}, head = a.chain_hash FROM audit_event a
      WHERE a.stream = s.stream AND a.seq = ${EACH} AND s.stream = '${stream(2)}'`);
    expect((await watch.lookAtNew()).findings).toEqual([]);
  });

  it('finds a row that was given to another organisation, and so hidden from its own', async () => {
    const owner = (table: string, id: string) =>
      asSuperuser(`UPDATE ${table} SET organisation_id = ${id} WHERE stream = '${stream(1)}'`);
    const ofHead = `(SELECT organisation_id FROM audit_stream WHERE stream = '${stream(1)}')`;
    const watch = startedAnew();
    expect((await watch.lookAtAll()).findings).toEqual([]);
    await owner('audit_event', 'gen_random_uuid()');
    const { findings } = await watch.lookAtAll();
    expect(findings[0]).toMatchObject({ code: 'other-organisation', stream: stream(1), seq: 1 });
    await owner('audit_event', ofHead);
    expect((await watch.lookAtAll()).findings).toEqual([]);
  });

  it('does not believe the rows of what it saw before: a chain rewritten since is found with its next event', async () => {
    await asSuperuser(rewriteChain(stream(2), 2, otherDocument));
    const watch = startedAnew();
    expect((await watch.lookAtNew()).findings).toEqual([]);
    await log.append(envelope(2), 1);
    expect((await watch.lookAtNew()).findings).toMatchObject([
      { code: 'rewritten', stream: stream(2), seq: 2 },
    ]);
  });
});
