import { beforeAll, describe, expect, it } from 'vitest';
import { ed25519Signer } from '../checkpoint/testing/note-keys.js';
import { sha256, toHex } from '../digest.js';
import type { LogEvidence, LogRecord } from './log-evidence.js';
import type { LogReport } from './log-report.js';
import { LogVerification } from './log-verification.js';
import {
  evidenceOf,
  relink,
  type SampleLog,
  sampleLog,
  sampleOrigin,
  sampleStream,
  sequence,
} from './testing/sample-log.js';
import { verifyLog } from './verify-log.js';

const STREAMS = 70;
const EVENTS = 5;
const SIZE = STREAMS * EVENTS;

let log: SampleLog;
let yesterday: string;

beforeAll(async () => {
  log = await sampleLog(STREAMS, EVENTS, 5);
  yesterday = log.checkpoints[2] ?? '';
});

const judge = (
  records: readonly LogRecord[],
  more: Partial<LogEvidence> = {},
  of = log,
): Promise<LogReport> => verifyLog(evidenceOf(of, { keptCheckpoints: [yesterday], ...more }), [records]);

/** The row of event `seq` of envelope `number`. */
const indexOf = (number: number, seq: number) => (seq - 1) * STREAMS + number;
const edit = (index: number, change: (record: LogRecord) => Partial<LogRecord>) =>
  log.records.map((record) => (record.index === index ? { ...record, ...change(record) } : record));
const reword = (from: string | RegExp, to: string) => (record: LogRecord) => ({
  bytes: new TextEncoder().encode(new TextDecoder().decode(record.bytes).replace(from, to)),
});
const reDate = reword(/"at":"2026/, '"at":"2025');
const first = ({ verdict, firstBad }: LogReport) => ({
  verdict,
  code: firstBad?.code,
  stream: firstBad?.stream,
  seq: firstBad?.seq,
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

describe('twelve edits by somebody with every right, judged with yesterday’s checkpoint', () => {
  it('1 change: an event’s bytes', async () => {
    const report = await judge(edit(indexOf(7, 3), reDate));
    expect(first(report)).toEqual({
      verdict: 'broken',
      code: 'changed-bytes',
      stream: sampleStream(7),
      seq: 3,
    });
    expect(report.faults).toHaveLength(1);
  });

  it('1 change: only the stored hash', async () => {
    const report = await judge(edit(indexOf(7, 3), () => ({ chainHash: new Uint8Array(32) })));
    expect(first(report)).toMatchObject({ code: 'changed-hash', stream: sampleStream(7), seq: 3 });
    expect(report.faults).toHaveLength(1);
  });

  it('2 delete: in the middle', async () => {
    const report = await judge(log.records.filter(({ index }) => index !== indexOf(9, 2)));
    expect(report.firstBad).toMatchObject({
      code: 'missing-event',
      stream: sampleStream(9),
      seq: 2,
      index: indexOf(9, 2),
    });
    expect(report.faults).toHaveLength(1);
  });

  it('2 delete: the last event of an envelope, which no chain shows', async () => {
    const report = await judge(log.records.filter(({ index }) => index !== indexOf(9, EVENTS)));
    expect(first(report)).toMatchObject({ code: 'missing-event', stream: sampleStream(9), seq: EVENTS });
  });

  it('2 delete: a whole envelope, named if it is known to have existed', async () => {
    const without = log.records.filter(({ stream }) => stream !== sampleStream(9));
    const known = await judge(without, { knownStreams: [sampleStream(9)] });
    expect(first(known)).toMatchObject({ code: 'missing-event', stream: sampleStream(9), seq: 1 });
    expect(known.limits.join(' ')).toContain('4 missing entries stand behind other missing ones');
    const unknown = await judge(without);
    expect(unknown.firstBad).toMatchObject({ code: 'missing-event', stream: null, index: 9 });
    expect(unknown.limits.join(' ')).toContain('cannot be known');
  });

  it('3 insert: a copy, a place taken twice, an event of one’s own', async () => {
    const copy = log.records[indexOf(4, 2)];
    if (copy === undefined) throw new Error('no record');
    const twice = [...log.records.slice(0, 200), copy, ...log.records.slice(200)];
    expect(first(await judge(twice))).toMatchObject({
      code: 'inserted-event',
      stream: sampleStream(4),
      seq: 2,
    });
    const own = { ...copy, index: indexOf(4, 3), seq: 3 };
    const inserted = await judge([...log.records.slice(0, own.index), own, ...log.records.slice(own.index)]);
    expect(first(inserted)).toMatchObject({ verdict: 'broken', stream: sampleStream(4), seq: 3 });
    const beyond = await judge([...log.records, { ...copy, index: null }]);
    expect(first(beyond)).toMatchObject({ code: 'inserted-event', stream: sampleStream(4), seq: 2 });
  });

  it('4 reorder: two events of an envelope, by number or by place', async () => {
    const [a, b] = [indexOf(5, 2), indexOf(5, 4)];
    const bytesOf = (index: number) => log.records[index]?.bytes ?? new Uint8Array();
    const swapped = log.records.map((record) =>
      record.index === a
        ? { ...record, bytes: bytesOf(b) }
        : record.index === b
          ? { ...record, bytes: bytesOf(a) }
          : record,
    );
    expect(first(await judge(swapped))).toMatchObject({ code: 'reordered', stream: sampleStream(5), seq: 2 });
    expect(first(await judge(relink(swapped, sampleStream(5))))).toMatchObject({
      code: 'rewritten',
      stream: sampleStream(5),
      seq: 2,
    });
    const moved = log.records.map((record) =>
      record.index === a ? { ...record, seq: 4 } : record.index === b ? { ...record, seq: 2 } : record,
    );
    expect(first(await judge(moved))).toMatchObject({ code: 'reordered', stream: sampleStream(5), seq: 2 });
  });

  it('5 truncate: the tail of the table', async () => {
    const report = await judge(log.records.slice(0, SIZE - 3));
    expect(report.faults.map(({ code, stream, seq }) => [code, stream, seq])).toEqual(
      [67, 68, 69].map((number) => ['truncated', sampleStream(number), EVENTS]),
    );
    expect(first(await judge([]))).toMatchObject({ code: 'truncated', stream: null });
  });

  it('6 swap: two envelopes', async () => {
    const [a, b] = [sampleStream(11), sampleStream(12)];
    const swapped = log.records.map((record) =>
      record.stream === a
        ? { ...record, stream: b }
        : record.stream === b
          ? { ...record, stream: a }
          : record,
    );
    const report = await judge(swapped);
    expect(first(report)).toMatchObject({ code: 'wrong-stream', stream: b, seq: 1 });
    expect(report.faults.map(({ stream }) => stream)).toEqual([b, a]);
  });

  it('7 rewrite: a whole chain, consistently', async () => {
    const rewritten = relink(edit(indexOf(20, 2), reDate), sampleStream(20));
    const report = await judge(rewritten);
    expect(first(report)).toEqual({ verdict: 'broken', code: 'rewritten', stream: sampleStream(20), seq: 2 });
    expect(report.faults).toHaveLength(1);
  });

  it('7 rewrite: chain, tiles and checkpoint, with the log’s own key', async () => {
    const rewritten = relink(edit(indexOf(20, 2), reDate), sampleStream(20));
    const forged = await sequence(rewritten, 5);
    const report = await judge(forged.records, {}, forged);
    expect(first(report)).toMatchObject({ code: 'root-mismatch', stream: null });
    expect(report.checkpoints).toEqual([
      { source: 'kept', size: 210, outcome: 'contradicted' },
      { source: 'current', size: SIZE, outcome: 'agrees' },
    ]);
    const head = log.records[indexOf(20, 3)];
    const known = {
      stream: sampleStream(20),
      seq: 3,
      chainHashHex: toHex(head?.chainHash ?? new Uint8Array()),
    };
    const named = await judge(forged.records, { knownHeads: [known] }, forged);
    expect(named.faults.find(({ code }) => code === 'head-mismatch')).toMatchObject({
      stream: sampleStream(20),
      seq: 3,
    });
  });

  it('8 restore: an old dump of the database', async () => {
    const dump = log.records.slice(0, 140);
    const report = await judge(dump);
    expect(first(report)).toMatchObject({ code: 'truncated', stream: sampleStream(0), seq: 3 });
    expect(report.faults).toHaveLength(STREAMS);
  });

  it('8 restore: dump, tiles and checkpoint of the same day', async () => {
    const old = await sequence(log.records.slice(0, 140), 2);
    const report = await judge(old.records, {}, old);
    const codes = report.faults.map(({ code }) => code);
    expect(codes).toContain('tree-rolled-back');
    expect(codes).toContain('truncated');
    const stream = sampleStream(3);
    const chainHashHex = toHex(log.records[indexOf(3, 3)]?.chainHash ?? new Uint8Array());
    const certified = await judge(old.records, { knownHeads: [{ stream, seq: 3, chainHashHex }] }, old);
    expect(certified.faults.find((fault) => fault.stream === stream)).toMatchObject({
      code: 'truncated',
      seq: 3,
    });
  });

  it('9 roll back: the tree, with all events still there', async () => {
    const old = await sequence(log.records.slice(0, 140), 2);
    const report = await judge(log.records, {}, old);
    expect(report.faults).toContainEqual(expect.objectContaining({ code: 'tree-rolled-back', index: 140 }));
    // The events still give the tree that was signed.
    expect(report.checkpoints[1]).toEqual({ source: 'kept', size: 210, outcome: 'agrees' });
  });

  it('10 forge: a checkpoint', async () => {
    const stranger = await sequence(log.records, 1, ed25519Signer(sampleOrigin));
    expect(first(await judge(log.records, { checkpoint: stranger.checkpoints[0] ?? '' }))).toMatchObject({
      code: 'checkpoint-forged',
    });
    const bent = (log.checkpoints.at(-1) ?? '').replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`);
    expect(first(await judge(log.records, { checkpoint: bent }))).toMatchObject({
      code: 'checkpoint-forged',
    });
    expect(first(await judge(log.records, { checkpoint: null }))).toMatchObject({
      code: 'checkpoint-missing',
    });
    const beside = { alsoShown: [stranger.checkpoints[0] ?? ''] };
    expect(first(await judge(log.records, beside))).toMatchObject({ code: 'checkpoint-forged' });
    expect((await judge(log.records, { alsoShown: log.checkpoints.slice(-2) })).verdict).toBe('intact');
    const other = await sequence(relink(edit(0, reDate), sampleStream(0)), 1);
    const split = await judge(log.records, { keptCheckpoints: other.checkpoints });
    expect(split.faults.map(({ code }) => code)).toContain('split-view');
  });

  it('11 drop: an event not in the tree yet, named only if another follows it', async () => {
    const smaller = { checkpoint: log.checkpoints[2] ?? '' };
    const middle = await judge(
      log.records.filter(({ index }) => index !== indexOf(8, 4)),
      smaller,
    );
    expect(first(middle)).toMatchObject({ code: 'missing-event', stream: sampleStream(8), seq: 4 });
    const last = await judge(
      log.records.filter(({ index }) => index !== indexOf(8, 5)),
      smaller,
    );
    expect(last.verdict).toBe('intact');
    expect(last.limits[0]).toContain('leaves no trace here');
  });

  it('12 re-date: in the bytes, consistently, and only what is shown', async () => {
    const at = indexOf(30, 4);
    expect(first(await judge(edit(at, reDate)))).toMatchObject({ stream: sampleStream(30), seq: 4 });
    const relinked = relink(edit(at, reDate), sampleStream(30));
    expect(first(await judge(relinked))).toMatchObject({
      code: 'rewritten',
      stream: sampleStream(30),
      seq: 4,
    });
    const shown = (record: LogRecord) => {
      const event = JSON.parse(new TextDecoder().decode(record.bytes)) as {
        id: string;
        type: string;
        at: string;
      };
      return { shown: { id: event.id, type: event.type, atIso: event.at } };
    };
    const honest = log.records.map((record) => ({ ...record, ...shown(record) }));
    expect((await judge(honest)).verdict).toBe('intact');
    const dressed = honest.map((record) =>
      record.index === at
        ? { ...record, shown: { ...record.shown, atIso: '2025-01-01T00:00:00.000Z' } }
        : record,
    );
    expect(first(await judge(dressed))).toMatchObject({
      code: 'shown-differs',
      stream: sampleStream(30),
      seq: 4,
    });
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
