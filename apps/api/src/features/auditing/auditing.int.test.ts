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
import type { ApiBrowser, LooseJson } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';
import { ApiStory } from '../../testing/api-story.js';
import { freePort } from '../../testing/free-port.js';
import { createTestLog, type TestLog, testOrigin } from '../../testing/test-log.js';
import { drawSample } from './sampling/draw-sample.js';

let api: ApiInstance;
let log: TestLog;
let owner: TestUser;
let admin: ApiBrowser;
let auditor: ApiBrowser;
let stranger: ApiBrowser;
let story: ApiStory;

beforeAll(async () => {
  api = await createApiInstance(await freePort());
  log = await createTestLog(api.database, api.logDir);
  owner = await api.addOrganisation();
  admin = await api.signIn(owner);
  story = await new ApiStory(api, admin, owner).sent();
  const user = await api.addUser(owner.organisationId, 'auditor');
  await runningGrant(user);
  auditor = await api.signIn(user);
  stranger = await api.signIn(await api.addOrganisation());
});
afterAll(async () => {
  await log?.close();
  await api?.close();
});

const inOwn = (sql: string) =>
  api.database.query(
    'admin',
    `SELECT set_config('app.organisation', '${owner.organisationId}', false); ${sql}`,
  );
const runningGrant = ({ userId }: TestUser) =>
  inOwn(`INSERT INTO auditor_grant (id, organisation_id, user_id, reason, granted_by, starts_at, expires_at)
    VALUES ('${api.ids.uuid()}', '${owner.organisationId}', '${userId}', 'Audit', '${owner.userId}', now(),
      now() + interval '10 days')`);
const eventsOf = async (stream: string) => {
  const rows = await api.database.query(
    'admin',
    `SELECT type, convert_from(bytes, 'UTF8')::jsonb -> 'data' AS data FROM audit_event WHERE stream = '${stream}' ORDER BY seq`,
  );
  return rows as { type: string; data: Record<string, unknown> }[];
};
const own = () => eventsOf(`organisation:${owner.organisationId}`);
const find = async (body: object, browser = auditor) => (await browser.post('/audit/searches', body)).json;
const ids = (answer: LooseJson) => (answer.items as unknown as { id: string }[]).map(({ id }) => id);
const take = async (path: string, body: object, browser = auditor) => {
  const response = await fetch(`${api.origin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: api.origin, cookie: browser.cookieHeader() },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
};

describe('the search', () => {
  it('finds by id, title, person, document hash, period and state', async () => {
    const original = (await find({ words: story.id })).items?.[0]?.documents?.[0]?.originalSha256;
    const { email } = owner;
    const hits: object[] = [
      { words: story.id.toUpperCase() },
      { words: 'ontrac' },
      { person: 'PERSON 0' },
      { person: 'person0@example' },
      { person: email },
      { documentSha256: String(original).toUpperCase() },
      { from: new Date(Date.now() - 60_000).toISOString(), to: new Date(Date.now() + 60_000).toISOString() },
      { moment: 'sent', from: new Date(Date.now() - 60_000).toISOString(), states: ['sent'] },
    ];
    for (const query of hits) expect([query, ids(await find(query))]).toEqual([query, [story.id]]);
    const misses: object[] = [
      { words: 'Contract%' },
      { words: api.ids.uuid() },
      { person: 'person_@example' },
      { documentSha256: '00'.repeat(32) },
      { to: new Date(Date.now() - 3_600_000).toISOString() },
      { moment: 'ended' },
      { states: ['completed'] },
      { held: true },
    ];
    for (const query of misses) expect([query, ids(await find(query))]).toEqual([query, []]);
  });

  it('refuses what is no hash, time or state', async () => {
    for (const body of [
      { documentSha256: 'abc' },
      { from: 'yesterday' },
      { states: ['lost'] },
      { limit: 0 },
    ]) {
      expect([body, (await auditor.post('/audit/searches', body)).status]).toEqual([body, 422]);
    }
    expect((await auditor.post('/audit/searches', { cursor: 'x' })).json.code).toBe('cursor-invalid');
  });

  it('goes through everything page by page, each row once', async () => {
    for (let i = 0; i < 4; i += 1) await new ApiStory(api, admin, owner).sent();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: LooseJson = await find({ limit: 2, ...(cursor && { cursor }) });
      seen.push(...ids(page));
      expect(page.total).toBe(5);
      cursor = page.nextCursor as unknown as string | null;
    } while (cursor !== null);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it('is recorded before the answer, and keeps what was typed beside the event', async () => {
    const before = (await own()).length;
    await find({ person: 'Person 0', words: 'Contract', states: ['sent'] });
    const written = (await own()).slice(before);
    expect(written).toMatchObject([{ type: 'audit.searched', data: { rowCount: 5, states: ['sent'] } }]);
    expect(JSON.stringify(written)).not.toContain('Person 0');
    const beside = await inOwn(
      `SELECT value FROM audit_personal WHERE subject = 'search:${String(written[0]?.data.searchId)}'`,
    );
    expect(JSON.parse(String(beside[0]?.value))).toEqual({ person: 'Person 0', words: 'Contract' });
  });

  it('tells nothing to another organisation', async () => {
    expect(ids(await find({ words: story.id }, stranger))).toEqual([]);
    expect(ids(await find({ person: 'person0' }, stranger))).toEqual([]);
    expect((await stranger.post(`/audit/envelopes/${story.id}/views`)).status).toBe(404);
    expect(
      (await take(`/audit/envelopes/${story.id}/downloads`, { kind: 'evidence-package' }, stranger)).status,
    ).toBe(404);
    expect((await stranger.post(`/audit/envelopes/${story.id}/holds`, { reason: 'mine' })).status).toBe(404);
  });
});

describe('the story', () => {
  it('reads in sentences with actor, address and device, and says what the log has taken in', async () => {
    await log.sequencer().run();
    const { json } = await auditor.post(`/audit/envelopes/${story.id}/views`);
    const events = json.events as unknown as LooseJson[];
    const sent = events.find(({ type }) => String(type) === 'envelope.sent');
    expect(sent).toMatchObject({
      sentence: 'Ada Lovelace sent the envelope to 1 recipient',
      inCheckpoint: true,
    });
    expect(sent?.ip).toMatch(/127\.0\.0\.1|::1/);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(json.signedLogSize).toBeGreaterThan(Number(sent?.logIndex));
    expect((await own()).at(-1)).toEqual({
      type: 'audit.viewed',
      data: { part: 'timeline', envelopeId: story.id },
    });
  });
});

describe('files', () => {
  it('the evidence package holds what checks without us, and its download is in the record', async () => {
    await log.sequencer().run();
    const { status, bytes, headers } = await take(`/audit/envelopes/${story.id}/downloads`, {
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
    for (const line of text('SHA256SUMS').trim().split('\n')) {
      const [sum, name = ''] = line.split('  ');
      expect(
        createHash('sha256')
          .update(files[name] ?? '')
          .digest('hex'),
      ).toBe(sum);
    }
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
    const [last] = (await eventsOf(`envelope:${story.id}`)).slice(-1);
    expect(last).toMatchObject({ type: 'audit.downloaded', data: { kind: 'evidence-package' } });
    expect(last?.data.sha256Hexes).toContain(createHash('sha256').update(audit).digest('hex'));
  });

  it('the package of the same evidence has the same bytes', async () => {
    const other = await new ApiStory(api, admin, owner).sent();
    const path = `/audit/envelopes/${other.id}/downloads`;
    const first = unzipSync((await take(path, { kind: 'evidence-package' })).bytes);
    const again = unzipSync((await take(path, { kind: 'evidence-package' })).bytes);
    // Not in the log yet, and between the two the first download became part of the record.
    expect(Object.keys(first)).not.toContain('head.tlog-proof');
    expect(new TextDecoder().decode(first['README.txt'])).toContain('no proof is included');
    expect(first['document-1-original.pdf']).toEqual(again['document-1-original.pdf']);
  });

  it('a file that is not there yet is refused, and nothing is recorded', async () => {
    const before = (await eventsOf(`envelope:${story.id}`)).length;
    for (const kind of ['sealed', 'certificate']) {
      const answer = await auditor.post(`/audit/envelopes/${story.id}/downloads`, { kind });
      expect([kind, answer.status, String(answer.json.code)]).toEqual([kind, 404, 'file-not-available']);
    }
    expect((await eventsOf(`envelope:${story.id}`)).length).toBe(before);
  });
});

describe('exports', () => {
  it('make no formula of what people typed', async () => {
    const evil = await new ApiStory(api, admin, owner).draft();
    const version = `"${String(evil.envelope.version)}"`;
    const patched = await admin.send(`/envelopes/${evil.id}`, {
      method: 'PATCH',
      body: { title: '=HYPERLINK("https://evil.example","a")' },
      headers: { 'if-match': version },
    });
    expect(patched.status).toBe(200);
    const { bytes, headers } = await take('/audit/exports', {
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
    const csv = parse(Buffer.from((await take('/audit/exports', { ...order, format: 'csv' })).bytes), {
      ...{ bom: true, columns: true, record_delimiter: '\r\n' },
    }) as Record<string, string>[];
    const json = JSON.parse(
      new TextDecoder().decode((await take('/audit/exports', { ...order, format: 'json' })).bytes),
    ) as {
      items: Record<string, string>[];
      envelopeCount: number;
    };
    expect(json.items).toEqual(csv);
    const mine = csv.filter((row) => row.envelope_id === story.id);
    expect(mine.length).toBe((await eventsOf(`envelope:${story.id}`)).length);
    expect(mine[0]).toMatchObject({
      number: '1',
      in_checkpoint: 'yes',
      log_entry: expect.stringMatching(/^\d+$/),
    });
    expect((await own()).at(-1)).toMatchObject({
      type: 'audit.exported',
      data: { what: 'events', format: 'json', envelopeCount: json.envelopeCount, states: ['sent'] },
    });
  });
});

describe('a sample', () => {
  const period = { from: '2020-01-01T00:00:00.000Z', to: '2021-01-01T00:00:00.000Z' };
  /** Envelopes sent long ago cannot be made through the application: their rows are. */
  const longAgo = (count: number) =>
    inOwn(
      Array.from(
        { length: count },
        (
          _,
          index,
        ) => `INSERT INTO envelope (id, organisation_id, title, created_by, sender_name, sender_email)
          VALUES ('${api.ids.uuid()}', '${owner.organisationId}', 'Old ${index}', 'u', 'Ada', 'a@example.test')`,
      ).join(';'),
    ).then(() =>
      inOwn(`UPDATE envelope SET status = 'sent', sent_at = '2020-06-01', expires_at = '2030-01-01'
        WHERE organisation_id = '${owner.organisationId}' AND title LIKE 'Old %'`),
    );

  it('is drawn again by anybody with the seed and the ids, and recorded before it is shown', async () => {
    await longAgo(30);
    const { json } = await auditor.post('/audit/samples', { ...period, count: 7 });
    const population = (
      await inOwn("SELECT id::text FROM envelope WHERE sent_at < '2021-01-01' ORDER BY id")
    ).map(({ id }) => String(id));
    expect(population).toHaveLength(30);
    expect(ids(json)).toEqual(drawSample(population.reverse(), String(json.seed), 7));
    expect(json).toMatchObject({ populationCount: 30, seedBy: 'server', algorithm: 'sealwright-sample-v1' });
    expect((await own()).at(-1)).toMatchObject({
      type: 'audit.sampled',
      data: {
        seed: json.seed,
        populationCount: 30,
        populationSha256Hex: json.populationSha256,
        sampleCount: 7,
      },
    });
    const again = await auditor.post('/audit/samples', { ...period, count: 7, seed: String(json.seed) });
    expect(ids(again.json)).toEqual(ids(json));
    expect(again.json.seedBy).toBe('auditor');
    const listed = await auditor.post('/audit/samples/views');
    expect(listed.json.items?.[0]).toMatchObject({ seed: json.seed, seedBy: 'auditor' });
  });

  it('takes a seed somebody can write down, and a period that is over', async () => {
    const draw = (body: object) => auditor.post('/audit/samples', { ...period, count: 3, ...body });
    expect((await draw({ seed: 'short' })).json.code).toBe('sample-seed-invalid');
    expect((await draw({ seed: 'has a space in it' })).json.code).toBe('sample-seed-invalid');
    expect((await draw({ count: 0 })).status).toBe(422);
    expect((await draw({ from: period.to, to: period.from })).status).toBe(422);
    const future = await draw({ to: '2099-01-01T00:00:00.000Z' });
    expect(new Date(String(future.json.to)).getTime()).toBeLessThan(Date.now() - 100_000);
  });
});

describe('a legal hold', () => {
  it('is placed and lifted by administrators, with reasons, and seen by auditors', async () => {
    const place = (browser: ApiBrowser, id = story.id) =>
      browser.post(`/audit/envelopes/${id}/holds`, { reason: 'Case 4711' });
    expect((await place(auditor)).status).toBe(403);
    const placed = await place(admin);
    expect(placed.json).toMatchObject({ reason: 'Case 4711', placedBy: 'Ada Lovelace', lifted: null });
    expect(ids(await find({ held: true }))).toEqual([story.id]);
    expect((await auditor.post('/audit/holds/views')).json.items?.[0]).toMatchObject({
      envelopeTitle: 'Contract',
    });
    const lift = (browser: ApiBrowser) =>
      browser.post(`/audit/holds/${String(placed.json.id)}/lift`, { reason: 'Settled' });
    expect((await lift(auditor)).status).toBe(403);
    expect((await lift(stranger)).status).toBe(404);
    expect((await lift(admin)).status).toBe(204);
    expect((await lift(admin)).json.code).toBe('legal-hold-lifted');
    const types = (await eventsOf(`envelope:${story.id}`)).map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('hold.'))).toEqual(['hold.placed', 'hold.lifted']);
    const draft = await new ApiStory(api, admin, owner).draft();
    expect((await place(admin, draft.id)).json.code).toBe('envelope-not-sent');
  });
});

describe('two checkpoints', () => {
  it('are held to each other by a proof anybody can check', async () => {
    const older = (await log.checkpoints.newest())?.note ?? '';
    await find({});
    await log.sequencer().run();
    const newer = (await log.checkpoints.newest())?.note ?? '';
    await find({});
    await log.sequencer().run();
    const { json } = await auditor.post('/audit/comparisons', { checkpoints: [newer, older] });
    expect(json).toMatchObject({ isConsistent: true });
    const policy = {
      origin: testOrigin,
      logKeys: (await log.keys.list()).map((key) => parseVerifierKey(key.verifierKey)),
    };
    expect(await verifyConsistencyProof(String(json.proof), policy)).toMatchObject({ verdict: 'consistent' });
    expect((await own()).at(-1)).toMatchObject({ type: 'audit.compared', data: { isConsistent: true } });
    const foreign = await auditor.post('/audit/comparisons', {
      checkpoints: [older, newer.replace(/^.*\n/, 'evil/log\n')],
    });
    expect(foreign.json.code).toBe('checkpoint-not-ours');
    expect((await auditor.post('/audit/comparisons', { checkpoints: [older, 'hello'] })).json.code).toBe(
      'checkpoint-not-ours',
    );
  });
});
