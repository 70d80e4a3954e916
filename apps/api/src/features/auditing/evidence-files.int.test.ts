import { createHash } from 'node:crypto';
import { verifyAuditJson } from '@sealwright/audit';
import {
  logLeafHash,
  parseVerifierKey,
  verifyConsistencyProof,
  verifyTlogProof,
} from '@sealwright/audit/log';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiStory } from '../../testing/api-story.js';
import { type AuditRoom, createAuditRoom } from '../../testing/audit-room.js';
import { sealedByHand } from '../../testing/sealed-by-hand.js';
import { testOrigin } from '../../testing/test-log.js';

let room: AuditRoom;
beforeAll(async () => {
  room = await createAuditRoom();
});
afterAll(() => room?.close());

const sha256 = (bytes: Uint8Array | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

/** Every file but the list itself is in the list, with its own hash. */
function expectSumsOfAll(files: Readonly<Record<string, Uint8Array>>): void {
  const lines = new TextDecoder().decode(files.SHA256SUMS).trim().split('\n');
  const listed = lines.map((line) => line.split('  '));
  expect(listed.map(([, name]) => name)).toEqual(Object.keys(files).filter((name) => name !== 'SHA256SUMS'));
  for (const [sum, name = ''] of listed) expect([name, sha256(files[name])]).toEqual([name, sum]);
}

describe('files', () => {
  it('the evidence package holds what checks without us, and its download is in the record', async () => {
    await room.log.sequencer().run();
    const { status, bytes, headers } = await room.take(`/audit/envelopes/${room.story.id}/downloads`, {
      kind: 'evidence-package',
    });
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual([
      ...[
        'README.txt',
        'document-1-original.pdf',
        'audit.json',
        'head.tlog-proof',
        'checkpoint.txt',
        'log-keys.txt',
      ],
      ...['verifier.html', 'SHA256SUMS'],
    ]);
    const text = (name: string) => new TextDecoder().decode(files[name]);
    expectSumsOfAll(files);
    const audit = files['audit.json'] ?? new Uint8Array();
    const report = verifyAuditJson(audit, {});
    expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
    const record = JSON.parse(text('audit.json')) as { stream: string; events: { chainHashHex: string }[] };
    const chain = [
      Buffer.alloc(32),
      ...record.events.map(({ chainHashHex }) => Buffer.from(chainHashHex, 'hex')),
    ];
    const [previous, head] = chain.slice(-2) as [Buffer, Buffer];
    const logKeys = text('log-keys.txt').trim().split('\n').map(parseVerifierKey);
    const leaf = logLeafHash(record.stream, previous, head);
    expect(
      await verifyTlogProof(text('head.tlog-proof'), leaf, { origin: testOrigin, logKeys }),
    ).toMatchObject({
      verdict: 'included',
    });
    const [last] = (await room.eventsOf(`envelope:${room.story.id}`)).slice(-1);
    expect(last).toMatchObject({ type: 'audit.downloaded', data: { kind: 'evidence-package' } });
    expect(last?.data.sha256Hexes).toContain(sha256(audit));
  });

  it('the package of several documents holds each as it was sealed, in their order', async () => {
    const several = await new ApiStory(room.api, room.admin, room.owner).sent([{}], 3);
    await several.sign(0);
    await sealedByHand(room.api, room.owner.organisationId, several.id);
    const { bytes } = await room.take(`/audit/envelopes/${several.id}/downloads`, {
      kind: 'evidence-package',
    });
    const files = unzipSync(bytes);
    const sealed = [1, 2, 3].map((number) => `document-${number}-sealed.pdf`);
    expect(Object.keys(files).filter((name) => name.endsWith('.pdf'))).toEqual(sealed);
    const documents = several.envelope.documents as unknown as { sha256: string }[];
    const hashes = documents.map((one) => one.sha256);
    expect(new Set(hashes).size).toBe(3);
    expect(sealed.map((name) => sha256(files[name]))).toEqual(hashes);
    expectSumsOfAll(files);
    const readme = new TextDecoder().decode(files['README.txt']);
    expect(sealed.filter((name) => !readme.includes(`  ${name}`))).toEqual([]);
    expect(verifyAuditJson(files['audit.json'] ?? new Uint8Array(), {}).verdict).not.toBe('invalid');
    const [told] = (await room.eventsOf(`envelope:${several.id}`)).slice(-1);
    expect(told).toMatchObject({ type: 'audit.downloaded', data: { kind: 'evidence-package' } });
    expect(told?.data.sha256Hexes).toEqual([...hashes, sha256(files['audit.json'])]);
  });

  it('the package of the same evidence has the same bytes', async () => {
    const other = await new ApiStory(room.api, room.admin, room.owner).sent();
    const path = `/audit/envelopes/${other.id}/downloads`;
    const first = unzipSync((await room.take(path, { kind: 'evidence-package' })).bytes);
    const again = unzipSync((await room.take(path, { kind: 'evidence-package' })).bytes);
    // Not in the log yet, and between the two the first download became part of the record.
    expect(Object.keys(first)).not.toContain('head.tlog-proof');
    expect(new TextDecoder().decode(first['README.txt'])).toContain('no proof is included');
    expect(first['document-1-original.pdf']).toEqual(again['document-1-original.pdf']);
  });

  it('a file that is not there yet is refused, and nothing is recorded', async () => {
    const before = (await room.eventsOf(`envelope:${room.story.id}`)).length;
    for (const kind of ['sealed', 'certificate']) {
      const answer = await room.auditor.post(`/audit/envelopes/${room.story.id}/downloads`, { kind });
      expect([kind, answer.status, String(answer.json.code)]).toEqual([kind, 404, 'file-not-available']);
    }
    expect((await room.eventsOf(`envelope:${room.story.id}`)).length).toBe(before);
  });
});

describe('exports', () => {
  it('make no formula of what people typed', async () => {
    const evil = await new ApiStory(room.api, room.admin, room.owner).draft();
    const version = `"${String(evil.envelope.version)}"`;
    const patched = await room.admin.send(`/envelopes/${evil.id}`, {
      method: 'PATCH',
      body: { title: '=HYPERLINK("https://evil.example","a")' },
      headers: { 'if-match': version },
    });
    expect(patched.status).toBe(200);
    const { bytes, headers } = await room.take('/audit/exports', {
      ...{ query: { words: evil.id }, what: 'envelopes', format: 'csv' },
    });
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [row] = parse(Buffer.from(bytes), { bom: true, columns: true, record_delimiter: '\r\n' }) as [
      Record<string, string>,
    ];
    expect(row).toMatchObject({
      envelope_id: evil.id,
      title: `'=HYPERLINK("https://evil.example","a")`,
      state: 'draft',
    });
  });

  it('hold every event of every envelope found, in CSV and JSON alike, and are recorded', async () => {
    const order = { query: { states: ['sent'] }, what: 'events' };
    const csv = parse(Buffer.from((await room.take('/audit/exports', { ...order, format: 'csv' })).bytes), {
      ...{ bom: true, columns: true, record_delimiter: '\r\n' },
    }) as Record<string, string>[];
    const json = JSON.parse(
      new TextDecoder().decode((await room.take('/audit/exports', { ...order, format: 'json' })).bytes),
    ) as {
      items: Record<string, string>[];
      envelopeCount: number;
    };
    expect(json.items).toEqual(csv);
    const mine = csv.filter((row) => row.envelope_id === room.story.id);
    expect(mine.length).toBe((await room.eventsOf(`envelope:${room.story.id}`)).length);
    expect(mine[0]).toMatchObject({
      number: '1',
      in_checkpoint: 'yes',
      log_entry: expect.stringMatching(/^\d+$/),
    });
    expect((await room.ownEvents()).at(-1)).toMatchObject({
      type: 'audit.exported',
      data: { what: 'events', format: 'json', envelopeCount: json.envelopeCount, states: ['sent'] },
    });
  });
});

describe('two checkpoints', () => {
  it('are held to each other by a proof anybody can check', async () => {
    const older = (await room.log.checkpoints.newest())?.note ?? '';
    await room.find({});
    await room.log.sequencer().run();
    const newer = (await room.log.checkpoints.newest())?.note ?? '';
    await room.find({});
    await room.log.sequencer().run();
    const { json } = await room.auditor.post('/audit/comparisons', { checkpoints: [newer, older] });
    expect(json).toMatchObject({ isConsistent: true });
    const policy = {
      origin: testOrigin,
      logKeys: (await room.log.keys.list()).map((key) => parseVerifierKey(key.verifierKey)),
    };
    expect(await verifyConsistencyProof(String(json.proof), policy)).toMatchObject({ verdict: 'consistent' });
    expect((await room.ownEvents()).at(-1)).toMatchObject({
      type: 'audit.compared',
      data: { isConsistent: true },
    });
    const foreign = await room.auditor.post('/audit/comparisons', {
      checkpoints: [older, newer.replace(/^.*\n/, 'evil/log\n')],
    });
    expect(foreign.json.code).toBe('checkpoint-not-ours');
    expect((await room.auditor.post('/audit/comparisons', { checkpoints: [older, 'hello'] })).json.code).toBe(
      'checkpoint-not-ours',
    );
  });
});
