import { beforeAll, describe, expect, it } from 'vitest';
import { ed25519Signer } from '../checkpoint/testing/note-keys.js';
import { toHex } from '../digest.js';
import type { LogRecord } from './log-evidence.js';
import {
  EVENTS,
  first,
  indexOf,
  type JudgedLog,
  judgedLog,
  reDate,
  SIZE,
  STREAMS,
} from './testing/judged-log.js';
import { relink, type SampleLog, sampleOrigin, sampleStream, sequence } from './testing/sample-log.js';

let log: SampleLog;
let judge: JudgedLog['judge'];
let edit: JudgedLog['edit'];

beforeAll(async () => {
  ({ log, judge, edit } = await judgedLog());
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
