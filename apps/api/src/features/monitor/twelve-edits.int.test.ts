import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  formatCheckpoint,
  parseCheckpoint,
  parseSignedNote,
  signNote,
  TileTree,
} from '@sealwright/audit/log';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FileLogTiles } from '../../infra/log-tiles/file-log-tiles.js';
import {
  createSequencedLog,
  type EditableLog,
  keepFile,
  recordOf,
  type SequencedLog,
} from '../../testing/sequenced-log.js';
import {
  editAsSuperuser,
  forgetTheLog,
  otherDocument,
  otherYear,
  rewriteChain,
} from '../../testing/superuser-edits.js';
import { createTestLog, registerSoftwareKey, testOrigin } from '../../testing/test-log.js';

/**
 * 6 envelopes with 60 events each in the log (so that there is more than one tile), 40 of each under yesterday's
 * checkpoint, and one more event of each that is not in the log yet.
 */
const ENVELOPES = 6;
const YESTERDAY = 40;
const TODAY = 60;
const SIZE = ENVELOPES * TODAY;

let log: SequencedLog;
let yesterday: string[];
let certificate: string[];
let old: Awaited<ReturnType<SequencedLog['copy']>>;
let edited: Awaited<ReturnType<SequencedLog['copy']>>;

beforeAll(async () => {
  log = await createSequencedLog(ENVELOPES);
  for (const envelope of log.envelopes) await log.append(envelope, YESTERDAY);
  yesterday = ['--checkpoint', keepFile(log, 'yesterday.txt', await log.sequence())];
  certificate = ['--certificate', keepFile(log, 'audit.json', await recordOf(log.database, stream(3)))];
  old = await log.copy();
  for (const envelope of log.envelopes) await log.append(envelope, TODAY - YESTERDAY);
  await log.sequence();
  for (const envelope of log.envelopes) await log.append(envelope, 1);
});
afterAll(async () => {
  await old?.drop();
  await log?.close();
});
afterEach(async () => {
  await edited?.drop();
});

const stream = (number: number) => `envelope:${log.envelopes[number]?.envelopeId ?? ''}`;
const place = (number: number, seq: number) => `stream = '${stream(number)}' AND seq = ${seq}`;

async function edit(...statements: string[]): Promise<EditableLog> {
  edited = await editAsSuperuser(log, statements);
  return edited;
}

const first = ({ faults }: ReturnType<EditableLog['verify']>) => {
  const [fault] = faults;
  return fault && { code: fault.code, stream: fault.stream, seq: fault.seq };
};

function expectNamed(
  where: EditableLog,
  named: { code: string; stream: string | null; seq: number | null },
  ...more: string[]
) {
  const report = where.verify(...yesterday, ...more);
  expect(first(report), report.stderr).toEqual(named);
  expect(report).toMatchObject({ status: 1, verdict: 'broken' });
  return report;
}

describe('nobody changed anything', () => {
  it('is intact, with what cannot be shown said', () => {
    const report = log.verify(...yesterday, ...certificate, '--full');
    expect(report, report.stderr).toMatchObject({ status: 0, verdict: 'intact', faults: [], warnings: [] });
    expect(report).toMatchObject({ loggedCount: SIZE, pendingCount: ENVELOPES, streamCount: ENVELOPES });
    const limits = report.limits.join(' ');
    expect(limits).toContain(`The entries from ${ENVELOPES * YESTERDAY} on rest on the log’s own key alone`);
    expect(limits).toContain(`${ENVELOPES} events are not in the tree yet`);
  });
});

describe('twelve edits by a superuser, judged with yesterday’s checkpoint', () => {
  it('1 change: the bytes of an event, its stored hash, a personal value', async () => {
    expectNamed(await edit(`UPDATE audit_event SET bytes = ${otherDocument} WHERE ${place(1, 7)}`), {
      code: 'changed-bytes',
      stream: stream(1),
      seq: 7,
    });
    await edited.drop();
    expectNamed(await edit(`UPDATE audit_event SET chain_hash = sha256('x') WHERE ${place(1, 7)}`), {
      code: 'changed-hash',
      stream: stream(1),
      seq: 7,
    });
    await edited.drop();
    const value = `UPDATE audit_personal SET value = '{"ip":"203.0.113.9","userAgent":"Tést"}'
      WHERE event_id = (SELECT id FROM audit_event WHERE ${place(1, 7)})`;
    expectNamed(await edit(value), { code: 'personal-differs', stream: stream(1), seq: 7 }, '--full');
  });

  it('2 delete: in the middle, the last one in the log, a whole envelope', async () => {
    const inTheMiddle = await edit(`DELETE FROM audit_event WHERE ${place(2, 30)}`);
    expectNamed(inTheMiddle, { code: 'missing-event', stream: stream(2), seq: 30 });
    await edited.drop();
    const last = await edit(`DELETE FROM audit_event WHERE stream = '${stream(2)}' AND seq >= ${TODAY}`);
    expect(expectNamedAnywhere(last, stream(2))).toMatchObject({ seq: TODAY });
    await edited.drop();
    const whole = await edit(`DELETE FROM audit_event WHERE stream = '${stream(2)}'`);
    const report = whole.verify(...yesterday);
    expect(report.faults).toContainEqual(
      expect.objectContaining({ code: 'missing-event', stream: stream(2), seq: 1 }),
    );
    expect(report.limits.join(' ')).toContain('cannot be known');
  });

  it('3 insert: an event of one’s own in the middle, and at the end past the function', async () => {
    const inserted = await edit(
      `UPDATE audit_event SET seq = seq + 1000 WHERE stream = '${stream(1)}' AND seq >= 20`,
      `INSERT INTO audit_event SELECT gen_random_uuid(), organisation_id, stream, 20, at, type, bytes, chain_hash
         FROM audit_event WHERE ${place(1, 19)}`,
      `UPDATE audit_event SET seq = seq - 999 WHERE stream = '${stream(1)}' AND seq >= 1000`,
    );
    expect(expectNamedAnywhere(inserted, stream(1))).toMatchObject({ seq: 20 });
    await edited.drop();
    const end = TODAY + 2;
    const appended = await edit(
      `INSERT INTO audit_event
         SELECT gen_random_uuid(), organisation_id, stream, ${end}, at, type, bytes,
           audit_chain_hash(chain_hash, stream, ${end}, bytes) FROM audit_event WHERE ${place(1, end - 1)}`,
      `UPDATE audit_stream SET seq = ${end}, head = (SELECT chain_hash FROM audit_event WHERE ${place(1, end)})
         WHERE stream = '${stream(1)}'`,
    );
    expectNamed(appended, { code: 'not-queued', stream: stream(1), seq: end });
  });

  it('4 reorder: two events of an envelope, by their bytes and by their numbers', async () => {
    const swap = `UPDATE audit_event a SET bytes = b.bytes, chain_hash = a.chain_hash FROM audit_event b
      WHERE a.stream = b.stream AND a.stream = '${stream(4)}' AND (a.seq, b.seq) IN ((10, 12), (12, 10))`;
    expectNamed(await edit(swap), { code: 'reordered', stream: stream(4), seq: 10 });
    await edited.drop();
    const renumber = [
      `UPDATE audit_event SET seq = 99999 WHERE ${place(4, 10)}`,
      `UPDATE audit_event SET seq = 10 WHERE ${place(4, 12)}`,
      `UPDATE audit_event SET seq = 12 WHERE ${place(4, 99_999)}`,
    ];
    expectNamed(await edit(...renumber), { code: 'reordered', stream: stream(4), seq: 10 });
  });

  it('5 truncate: the tail of the table, and of the log with it', async () => {
    const tail = `DELETE FROM audit_event WHERE id IN (SELECT event_id FROM log_entry WHERE log_index >= ${SIZE - 3})
      OR stream = '${stream(5)}' AND seq > ${TODAY}`;
    const rows = expectNamed(await edit(tail), { code: 'truncated', stream: stream(5), seq: TODAY - 2 });
    expect(rows.faults[0]).toMatchObject({ index: SIZE - 3 });
    await edited.drop();
    const both = await edit(tail, `DELETE FROM log_entry WHERE log_index >= ${SIZE - 3}`);
    expectNamed(both, { code: 'truncated', stream: stream(5), seq: TODAY - 2 });
  });

  it('6 swap: two envelopes', async () => {
    const report = expectNamed(
      await edit(
        `UPDATE audit_event SET stream = 'x' WHERE stream = '${stream(1)}'`,
        `UPDATE audit_event SET stream = '${stream(1)}' WHERE stream = '${stream(2)}'`,
        `UPDATE audit_event SET stream = '${stream(2)}' WHERE stream = 'x'`,
      ),
      { code: 'wrong-stream', stream: stream(2), seq: 1 },
    );
    expect(report.faults.map((fault) => fault.stream)).toContain(stream(1));
  });

  it('7 rewrite: a whole chain consistently, rows only', async () => {
    expectNamed(await edit(rewriteChain(stream(3), 5, otherDocument)), {
      code: 'rewritten',
      stream: stream(3),
      seq: 5,
    });
  });

  it('7 rewrite: chain, tiles and checkpoint with the log’s own key: that it was, and by a certificate where', async () => {
    const rewritten = await edit(rewriteChain(stream(3), 5, otherDocument), forgetTheLog);
    rmSync(rewritten.folder, { recursive: true });
    await log.sequence(rewritten);
    const blind = rewritten.verify();
    expect(blind).toMatchObject({ status: 0, verdict: 'intact' });
    expect(blind.limits.join(' ')).toContain('a log rewritten as a whole with its own key would look intact');
    expectNamed(rewritten, { code: 'root-mismatch', stream: null, seq: null });
    const named = rewritten.verify(...yesterday, ...certificate);
    expect(named.faults).toContainEqual(
      expect.objectContaining({ code: 'head-mismatch', stream: stream(3), seq: 5 }),
    );
  });

  it('8 restore: an old dump of the database, and with it the old tiles', async () => {
    expect(old.verify(...yesterday)).toMatchObject({ status: 0 });
    // The old rows beside the tiles of today.
    const report = old.verify('--tiles', log.folder, ...yesterday);
    expect(report).toMatchObject({ status: 1, verdict: 'broken' });
    for (const number of log.envelopes.keys()) {
      expect(report.faults).toContainEqual(
        expect.objectContaining({ code: 'truncated', stream: stream(number), seq: YESTERDAY + 1 }),
      );
    }
    // Rows and tiles of yesterday: only today's checkpoint shows it.
    const kept = keepFile(log, 'today.txt', readFileSync(join(log.folder, 'checkpoint')));
    const rolledBack = old.verify('--checkpoint', kept);
    expect(rolledBack).toMatchObject({ status: 1, verdict: 'broken' });
    expect(rolledBack.faults.map(({ code }) => code)).toContain('tree-rolled-back');
  });

  it('9 roll back: the tree and its tiles, with every event still there', async () => {
    const back = await edit(
      `DELETE FROM log_entry WHERE log_index >= 100`,
      `DELETE FROM log_checkpoint`,
      `DELETE FROM log_state`,
      `INSERT INTO log_pending (event_id, stream, seq, at) SELECT id, stream, seq, at FROM audit_event
         WHERE id NOT IN (SELECT event_id FROM log_entry) ON CONFLICT DO NOTHING`,
      `INSERT INTO log_state (id, origin, size, root, note_size) VALUES (1, '${testOrigin}', 100, sha256('x'), NULL)`,
    );
    const root = await new TileTree(new FileLogTiles(back.folder).read, 100).root();
    const note = await signNote(
      formatCheckpoint({ origin: testOrigin, head: { size: 100, root }, extensions: [] }),
      [log.signer],
    );
    writeFileSync(join(back.folder, 'checkpoint'), note);
    const report = back.verify(...yesterday);
    expect(report).toMatchObject({ status: 1, verdict: 'broken' });
    expect(report.faults).toContainEqual(expect.objectContaining({ code: 'tree-rolled-back', index: 100 }));
  });

  it('10 forge: a checkpoint by another key, in the folder and in the database; one bent by hand', async () => {
    const forged = await edit();
    const published = readFileSync(join(forged.folder, 'checkpoint'), 'utf8');
    const stranger = await createTestLog(forged.database);
    const head = parseCheckpoint(parseSignedNote(published).text).head;
    const text = formatCheckpoint({
      origin: testOrigin,
      head: { ...head, root: new Uint8Array(32) },
      extensions: [],
    });
    const note = await signNote(text, [await registerSoftwareKey(stranger.keys, testOrigin)]);
    await stranger.close();
    for (const bad of [note, published.replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`)]) {
      writeFileSync(join(forged.folder, 'checkpoint'), bad);
      expect(forged.verify(...yesterday).faults.map(({ code }) => code)).toContain('checkpoint-forged');
      expect(forged.verify(...yesterday).status).toBe(1);
    }
    writeFileSync(join(forged.folder, 'checkpoint'), published);
    expect(forged.verify(...yesterday).status).toBe(0);
    await forged.database.query('admin', 'UPDATE log_checkpoint SET note = $1 WHERE size = $2', [note, SIZE]);
    expect(forged.verify(...yesterday).faults.map(({ code }) => code)).toContain('checkpoint-forged');
  });

  it('11 drop: an event that is not in the log yet, with and without the row of its chain’s head', async () => {
    const dropped = `DELETE FROM audit_event WHERE ${place(0, TODAY + 1)}; DELETE FROM log_pending WHERE ${place(0, TODAY + 1)}`;
    expectNamed(await edit(dropped), { code: 'truncated', stream: stream(0), seq: TODAY + 1 });
    await edited.drop();
    const both = await edit(
      dropped,
      `UPDATE audit_stream SET seq = ${TODAY}, head = (SELECT chain_hash FROM audit_event WHERE ${place(0, TODAY)})
        WHERE stream = '${stream(0)}'`,
    );
    const report = both.verify(...yesterday);
    expect(report).toMatchObject({ status: 0, verdict: 'intact' });
    expect(report.limits[0]).toContain('leaves no trace here');
  });

  it('12 re-date: in the bytes, consistently, and only what is shown beside them', async () => {
    const bytes = await edit(`UPDATE audit_event SET bytes = ${otherYear} WHERE ${place(5, 4)}`);
    expectNamed(bytes, { code: 'changed-bytes', stream: stream(5), seq: 4 });
    await edited.drop();
    expectNamed(await edit(rewriteChain(stream(5), 4, otherYear)), {
      code: 'rewritten',
      stream: stream(5),
      seq: 4,
    });
    await edited.drop();
    const shown = await edit(`UPDATE audit_event SET at = at - interval '1 year' WHERE ${place(5, 4)}`);
    expectNamed(shown, { code: 'shown-differs', stream: stream(5), seq: 4 });
  });
});

function expectNamedAnywhere(where: EditableLog, name: string) {
  const report = where.verify(...yesterday);
  expect(report).toMatchObject({ status: 1, verdict: 'broken' });
  return report.faults.find((fault) => fault.stream === name);
}
