import { beforeAll, describe, expect, it } from 'vitest';
import { sha256, toHex } from '../digest.js';
import type { LogRecord } from './log-evidence.js';
import { LogVerification } from './log-verification.js';
import {
  EVENTS,
  first,
  indexOf,
  type JudgedLog,
  judgedLog,
  reDate,
  reword,
  SIZE,
  STREAMS,
} from './testing/judged-log.js';
import { evidenceOf, relink, type SampleLog, sampleStream, sequence } from './testing/sample-log.js';
import { verifyLog } from './verify-log.js';

let log: SampleLog;
let yesterday: string;
let judge: JudgedLog['judge'];
let edit: JudgedLog['edit'];

beforeAll(async () => {
  ({ log, yesterday, judge, edit } = await judgedLog());
});

describe('an untouched log', () => {
  it('is intact, with what cannot be shown said', async () => {
    const report = await judge(log.records, { form: 'full' });
    expect(report).toMatchObject({ verdict: 'intact', faults: [], loggedCount: SIZE, streamCount: STREAMS });
    expect(report.checkpoints).toEqual([
      { source: 'kept', size: 210, outcome: 'agrees' },
      { source: 'current', size: SIZE, outcome: 'agrees' },
    ]);
    expect(report.limits.join(' ')).toContain('The entries from 210 on rest on the log’s own key alone');
    expect(report.limits.join(' ')).toContain('dropped before it came into the tree');
  });

  it('says what is missing when nothing was kept elsewhere, or the tiles are gone', async () => {
    const alone = await judge(log.records, { keptCheckpoints: [] });
    expect(alone.verdict).toBe('intact');
    expect(alone.limits.join(' ')).toContain('No checkpoint from elsewhere');
    const bare = await judge(log.records, { tiles: null });
    expect(bare.verdict).toBe('intact');
    expect(bare.limits.join(' ')).toContain('No tiles');
  });

  it('may have events that are not in the tree yet', async () => {
    const smaller = { checkpoint: log.checkpoints[3] ?? '' };
    const report = await judge(log.records, smaller);
    expect(report).toMatchObject({ verdict: 'intact', loggedCount: 280, pendingCount: 70 });
    expect(report.limits.join(' ')).toContain('70 events are not in the tree yet');
  });

  it('is the same in batches, and when it is taken up on another day', async () => {
    const evidence = evidenceOf(log, { keptCheckpoints: [yesterday] });
    for (const cut of [1, 255, 256, 257, 300, SIZE]) {
      const morning = await LogVerification.start(evidence);
      for (let at = 0; at < cut; at += 100) await morning.add(log.records.slice(at, Math.min(at + 100, cut)));
      const stored: unknown = JSON.parse(JSON.stringify(morning.state()));
      const evening = await LogVerification.start(evidence, stored);
      expect(evening.position).toBe(cut);
      await evening.add(log.records.slice(cut));
      const report = await evening.finish();
      expect(report).toMatchObject({ verdict: 'intact', treeSize: SIZE });
      expect(report.checkpoints.every(({ outcome }) => outcome === 'agrees')).toBe(true);
    }
  });

  it('is judged in two halves as in one, whatever was done to it', async () => {
    const tiles = log.tiles.copy();
    tiles.overwrite('tile/0/000', ((await tiles.reader('tile/0/000')) ?? new Uint8Array()).with(32 * 100, 1));
    const rewritten = relink(edit(indexOf(20, 2), reDate), sampleStream(20));
    const deleted = log.records.filter(({ index }) => index !== 100 && index !== indexOf(9, EVENTS));
    for (const [records, reader] of [
      [log.records, tiles.reader],
      [rewritten, log.tiles.reader],
      [rewritten, tiles.reader],
      [deleted, log.tiles.reader],
      [deleted, null],
    ] as const) {
      const evidence = evidenceOf(log, { keptCheckpoints: [yesterday], tiles: reader });
      const whole = await verifyLog(evidence, [records]);
      expect(whole.verdict).toBe('broken');
      for (const cut of [101, 150, 260]) {
        const morning = await LogVerification.start(evidence);
        await morning.add(records.slice(0, cut));
        const stored: unknown = JSON.parse(JSON.stringify(morning.state()));
        const evening = await LogVerification.start(evidence, stored);
        await evening.add(records.slice(cut));
        const { faults, checkpoints, rootHex } = await evening.finish();
        expect({ faults, checkpoints, rootHex }).toEqual({
          faults: whole.faults,
          checkpoints: whole.checkpoints,
          rootHex: whole.rootHex,
        });
      }
    }
  });

  it('knows the root of a size an earlier run went past', async () => {
    const run = await LogVerification.start(evidenceOf(log));
    await run.add(log.records.slice(0, 250));
    const later = await LogVerification.start(evidenceOf(log, { keptCheckpoints: [yesterday] }), run.state());
    await later.add(log.records.slice(250));
    const report = await later.finish();
    expect(report.checkpoints[0]).toEqual({ source: 'kept', size: 210, outcome: 'agrees' });
    expect(report.limits.join(' ')).toContain('before 250 were checked in an earlier run');
  });

  it('is stored before events outside the tree are added, not after', async () => {
    const run = await LogVerification.start(evidenceOf(log, { checkpoint: log.checkpoints[3] ?? '' }));
    await run.add(log.records);
    expect(() => run.state()).toThrow(expect.objectContaining({ code: 'log-state-unreadable' }));
  });

  it('does not go on from a damaged state', async () => {
    const run = await LogVerification.start(evidenceOf(log));
    await run.add(log.records.slice(0, 300));
    const state = run.state();
    for (const damaged of [{}, null, { ...state, size: 299 }, { ...state, heads: [['a', 1, 'zz', false]] }]) {
      await expect(LogVerification.start(evidenceOf(log), damaged)).rejects.toMatchObject({
        code: 'log-state-unreadable',
      });
    }
  });
});

describe('tiles', () => {
  it('altered beside genuine events: the events are cleared, the tile is named', async () => {
    const tiles = log.tiles.copy();
    tiles.overwrite('tile/0/000', ((await tiles.reader('tile/0/000')) ?? new Uint8Array()).with(32 * 100, 1));
    const report = await judge(log.records, { tiles: tiles.reader });
    expect(report.faults.map(({ code, stream, index }) => [code, stream, index])).toContainEqual([
      'tiles-altered',
      null,
      100,
    ]);
    expect(report.faults.every(({ stream }) => stream === null)).toBe(true);
  });

  it('of an upper level altered or missing', async () => {
    const tiles = log.tiles.copy();
    tiles.overwrite('tile/1/000.p/1', new Uint8Array(32));
    expect(first(await judge(log.records, { tiles: tiles.reader }))).toMatchObject({ code: 'tiles-altered' });
    tiles.remove('tile/1/000.p/1');
    expect(first(await judge(log.records, { tiles: tiles.reader }))).toMatchObject({ code: 'tile-missing' });
    const gone = log.tiles.copy();
    gone.remove('tile/0/000');
    const report = await judge(log.records, { tiles: gone.reader });
    expect(first(report)).toMatchObject({ code: 'tile-missing' });
    expect(report.checkpoints.every(({ outcome }) => outcome === 'agrees')).toBe(true);
  });
});

it('an event that is none is named when form is asked for', async () => {
  const noEvent = relink(edit(indexOf(2, 1), reword('"v":1', '"v":9')), sampleStream(2));
  const forged = await sequence(noEvent, 5);
  const evidence = { keptCheckpoints: [], form: 'full' as const };
  expect(first(await judge(forged.records, evidence, forged))).toMatchObject({
    code: 'not-an-event',
    stream: sampleStream(2),
    seq: 1,
  });
});

describe('what stands beside the events', () => {
  it('a head the database keeps names what was dropped before it came into the tree', async () => {
    const smaller = { checkpoint: log.checkpoints[2] ?? '' };
    const stream = sampleStream(8);
    const last = log.records[indexOf(8, EVENTS)];
    const head = { stream, seq: EVENTS, chainHashHex: toHex(last?.chainHash ?? new Uint8Array()) };
    const dropped = log.records.filter(({ index }) => index !== indexOf(8, EVENTS));
    const knownHeads = [{ ...head, source: 'stream-row' as const }];
    expect(first(await judge(dropped, { ...smaller, knownHeads }))).toMatchObject({
      code: 'truncated',
      stream,
      seq: EVENTS,
    });
    expect((await judge(log.records, { ...smaller, knownHeads })).verdict).toBe('intact');
  });

  it('an event outside the tree that does not wait for it was written past the front door', async () => {
    const smaller = { checkpoint: log.checkpoints[3] ?? '' };
    const queued = (isQueued: (index: number) => boolean) =>
      log.records.map((record) => ({ ...record, queued: isQueued(record.index ?? 0) }));
    expect(
      (
        await judge(
          queued(() => true),
          smaller,
        )
      ).verdict,
    ).toBe('intact');
    const one = await judge(
      queued((index) => index !== indexOf(6, EVENTS)),
      smaller,
    );
    expect(first(one)).toMatchObject({ code: 'not-queued', stream: sampleStream(6), seq: EVENTS });
    expect(one.faults).toHaveLength(1);
  });

  it('a personal value that no event commits to is named; one that was erased is not missed', async () => {
    const salt = new Uint8Array(32).fill(7);
    const subject = 'recipient:x';
    const value = '{"ip":"192.0.2.7"}';
    const commit = toHex(sha256(salt, new TextEncoder().encode(value)));
    const at = indexOf(3, 2);
    const committing = reword('"personal":[]', `"personal":[{"commit":"${commit}","subject":"${subject}"}]`);
    const own = await sequence(relink(edit(at, committing), sampleStream(3)), 5);
    const withPersonal = (personal: LogRecord['personal']) =>
      own.records.map((record) => (record.index === at && personal ? { ...record, personal } : record));
    const judged = async (personal: LogRecord['personal']) =>
      first(await judge(withPersonal(personal), { keptCheckpoints: [] }, own));
    expect(await judged([{ subject, salt, value }])).toMatchObject({ verdict: 'intact' });
    expect(await judged([])).toMatchObject({ verdict: 'intact' });
    for (const bad of [
      { subject, salt, value: '{"ip":"192.0.2.8"}' },
      { subject: 'recipient:y', salt, value },
      { subject, salt: salt.subarray(1), value },
    ]) {
      expect(await judged([bad])).toMatchObject({
        code: 'personal-differs',
        stream: sampleStream(3),
        seq: 2,
      });
    }
  });
});
