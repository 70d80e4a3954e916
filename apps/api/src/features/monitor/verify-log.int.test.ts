import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSequencedLog, keepFile, type SequencedLog } from '../../testing/sequenced-log.js';

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
});
