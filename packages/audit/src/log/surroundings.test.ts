import { beforeAll, describe, expect, it } from 'vitest';
import { sha256, toHex } from '../digest.js';
import type { LogRecord, StreamOwner } from './log-evidence.js';
import { first, indexOf, type JudgedLog, judgedLog, reword } from './testing/judged-log.js';
import { relink, type SampleLog, sampleStream, sequence } from './testing/sample-log.js';

const OURS = '018f0000-0000-7000-8000-00000000000a';
const THEIRS = '018f0000-0000-7000-8000-00000000000b';
const ADA = 'recipient:018f0000-0000-7000-8000-0000000000ad';
const FILE = 'document:018f0000-0000-7000-8000-0000000000f1';
const salt = new Uint8Array(32).fill(7);
const value = '{"ip":"192.0.2.7"}';
const commit = toHex(sha256(salt, new TextEncoder().encode(value)));
const EVENT = indexOf(3, 2);

let judge: JudgedLog['judge'];
let edit: JudgedLog['edit'];
let log: SampleLog;
beforeAll(async () => {
  ({ log, judge, edit } = await judgedLog());
});

describe('whose a row is', () => {
  const owned = (change: (record: LogRecord) => Partial<LogRecord> = () => ({})) =>
    log.records.map((record) => ({ ...record, organisationId: OURS, ...change(record) }));
  const owners = (stream?: string, owner?: StreamOwner) =>
    new Map(
      log.records.map((record) => [
        record.stream,
        record.stream === stream && owner ? owner : { byHead: OURS, byEnvelope: OURS },
      ]),
    );

  it('is the same in every row, and in a draft that was deleted', async () => {
    expect((await judge(owned(), { owners: owners() })).verdict).toBe('intact');
    const deleted = owners(sampleStream(4), { byHead: OURS, byEnvelope: null });
    expect((await judge(owned(), { owners: deleted })).verdict).toBe('intact');
  });

  it('names the event that was moved away from its people', async () => {
    const moved = owned(({ index }) => (index === EVENT ? { organisationId: THEIRS } : {}));
    expect(first(await judge(moved, { owners: owners() }))).toMatchObject({
      code: 'other-organisation',
      stream: sampleStream(3),
      seq: 2,
    });
  });

  it.each<[string, StreamOwner]>([
    ['the row of its head', { byHead: THEIRS, byEnvelope: OURS }],
    ['the envelope', { byHead: OURS, byEnvelope: THEIRS }],
  ])('names a record when %s was moved', async (_which, owner) => {
    const report = await judge(owned(), { owners: owners(sampleStream(3), owner) });
    expect(first(report)).toMatchObject({ code: 'other-organisation', stream: sampleStream(3), seq: 1 });
  });

  it('names a personal value that was given away, and a record whose head has no row', async () => {
    const personal = [{ subject: ADA, salt, value, organisationId: THEIRS }];
    const own = await committing();
    const hidden = own.records.map((record) => ({
      ...record,
      organisationId: OURS,
      ...(record.index === EVENT && { personal }),
    }));
    const evidence = { owners: owners(), keptCheckpoints: [] };
    expect(first(await judge(hidden, evidence, own))).toMatchObject({ code: 'other-organisation', seq: 2 });
    const gone = owners(sampleStream(3), { byHead: null, byEnvelope: OURS });
    expect(first(await judge(owned(), { owners: gone }))).toMatchObject({ code: 'head-mismatch', seq: 1 });
  });
});

/** Event 2 of stream 3 commits to a person and a document; what follows in its stream is the last event's choice. */
async function committing(last: (record: LogRecord) => Partial<LogRecord> = () => ({})): Promise<SampleLog> {
  const both = [FILE, ADA].map((subject) => `{"commit":"${commit}","subject":"${subject}"}`).join(',');
  const committed = edit(EVENT, reword('"personal":[]', `"personal":[${both}]`));
  const ended = committed.map((record) =>
    record.index === indexOf(3, 5) ? { ...record, ...last(record) } : record,
  );
  return await sequence(relink(ended, sampleStream(3)), 5);
}

const erased = (count: number) => (record: LogRecord) =>
  reword(
    /"data":\{.*\},"id"/,
    `"data":{"personalValueCount":${count}},"id"`,
  )({
    ...record,
    ...reword('recipient.opened', 'envelope.erased')(record),
  });

describe('personal values that are gone', () => {
  async function judged(kept: readonly string[], own: Promise<SampleLog>) {
    const made = await own;
    const personal = kept.map((subject) => ({ subject, salt, value }));
    const records = made.records.map((record) => ({
      ...record,
      personal: record.index === EVENT ? personal : [],
    }));
    return first(await judge(records, { missesValues: true, keptCheckpoints: [] }, made));
  }
  const missing = { verdict: 'broken', code: 'personal-missing' };

  it('are missed where no erasure is recorded, and not where one took them', async () => {
    expect(await judged([FILE, ADA], committing())).toMatchObject({ verdict: 'intact' });
    expect(await judged([FILE], committing())).toEqual({ ...missing, stream: sampleStream(3), seq: 2 });
    expect(await judged([], committing(erased(2)))).toMatchObject({ verdict: 'intact' });
    expect(await judged([], committing(erased(0)))).toEqual({ ...missing, stream: sampleStream(3), seq: 2 });
  });

  it('of documents count in the sum: another stream’s erasure may have taken them', async () => {
    expect(await judged([ADA], committing(erased(1)))).toMatchObject({ verdict: 'intact' });
    expect(await judged([ADA], committing())).toEqual({ ...missing, stream: null, seq: null });
  });

  it('of a draft that was deleted count in the sum as well', async () => {
    const draft = reword('recipient.opened', 'envelope.deleted-draft');
    expect(await judged([FILE], committing(draft))).toEqual({ ...missing, stream: null, seq: null });
  });
});
