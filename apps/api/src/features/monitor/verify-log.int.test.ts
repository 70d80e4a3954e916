import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSequencedLog, keepFile, type SequencedLog } from '../../testing/sequenced-log.js';
import { editAsSuperuser } from '../../testing/superuser-edits.js';

const ENVELOPES = 3;
const YESTERDAY = 40;
const SIZE = 180;

let log: SequencedLog;
let yesterday: string[];
let old: Awaited<ReturnType<SequencedLog['copy']>>;

beforeAll(async () => {
  log = await createSequencedLog(ENVELOPES);
  for (const envelope of log.envelopes) await log.append(envelope, YESTERDAY);
  yesterday = ['--checkpoint', keepFile(log, 'yesterday.txt', await log.sequence())];
  old = await log.copy();
  for (const envelope of log.envelopes) await log.append(envelope, SIZE / ENVELOPES - YESTERDAY);
  await log.sequence();
});
afterAll(async () => {
  await old?.drop();
  await log?.close();
});

describe('sealwright audit verify-log', () => {
  it('goes on where it was stopped, and says so', async () => {
    const state = join(log.dir, 'state.json');
    const early = old.verify('--state', state);
    expect(early).toMatchObject({ status: 0, loggedCount: ENVELOPES * YESTERDAY });
    const later = log.verify('--state', state, ...yesterday);
    expect(later).toMatchObject({ status: 0, loggedCount: SIZE - ENVELOPES * YESTERDAY, treeSize: SIZE });
    expect(later.limits.join(' ')).toContain(
      `before ${ENVELOPES * YESTERDAY} were checked in an earlier run`,
    );
    // A log that is shorter than what was verified.
    const back = old.verify('--state', state);
    expect(back).toMatchObject({ status: 1, verdict: 'broken' });
    expect(back.faults[0]?.code).toBe('tree-rolled-back');
  });

  it('answers 64 for wrong usage and 2 when it cannot say', () => {
    expect(log.verify('--log-key', 'nonsense+1').status).toBe(64);
    expect(log.verify('--checkpoint', '/nowhere').status).toBe(64);
    expect(log.verify('--database', log.database.urlOf('app'))).toMatchObject({ status: 64 });
    expect(log.verify('--database', 'postgresql://u:p@127.0.0.1:1/x').status).toBe(2);
    expect(log.verify('--tiles', 'http://127.0.0.1:1/log/').status).toBe(2);
  });

  it.each<[string, string, string, number | null]>([
    [
      'personal values are gone',
      `DELETE FROM audit_personal WHERE event_id IN (EVENT)`,
      'personal-missing',
      7,
    ],
    [
      'an event is hidden',
      `UPDATE audit_event SET organisation_id = NEW WHERE id IN (EVENT)`,
      'other-organisation',
      7,
    ],
    [
      'a record is hidden',
      `UPDATE audit_stream SET organisation_id = NEW WHERE STREAM`,
      'other-organisation',
      1,
    ],
    ['the row of a head is gone', `DELETE FROM audit_stream WHERE STREAM`, 'head-mismatch', 1],
    ['checkpoints are gone', 'DELETE FROM log_checkpoint', 'checkpoint-missing', null],
  ])('names what stands beside the bytes: %s', async (_what, sql, code, seq) => {
    const record = `stream = 'envelope:${log.envelopes[1]?.envelopeId}'`;
    const event = `SELECT id FROM audit_event WHERE ${record} AND seq = 7`;
    const statement = sql
      .replace('STREAM', record)
      .replace('EVENT', event)
      .replace('NEW', 'gen_random_uuid()');
    const edited = await editAsSuperuser(log, [statement]);
    const report = edited.verify(...yesterday, '--full');
    await edited.drop();
    expect(report.faults[0], report.stderr).toMatchObject({ code, seq });
    expect(report.status).toBe(1);
  });
});
