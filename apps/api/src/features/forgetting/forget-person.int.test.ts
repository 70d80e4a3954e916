import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAuditJson, verifyAuditJson, writeAuditJson } from '@sealwright/audit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInMember } from '../../testing/add-member.js';
import type { ApiBrowser } from '../../testing/api-browser.js';
import { startApi } from '../../testing/api-process.js';
import {
  canary,
  certified,
  declinedByCanary,
  inABulkSend,
  list,
  ok,
  signedByCanary,
} from '../../testing/canary-person.js';
import { namesOf, plantedColumns, unsortedColumns } from '../../testing/column-census.js';
import { findTraces } from '../../testing/find-traces.js';
import { freePort } from '../../testing/free-port.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';

const needles = Object.values(canary);

let instance: TestInstance;
let origin: string;
let admin: ApiBrowser;
beforeAll(async () => {
  instance = await createTestInstance();
  instance.start('sealer', { LOG_LEVEL: 'debug' });
  instance.start('worker', { LOG_LEVEL: 'debug' });
  const api = await startApi(instance, await freePort(), { LOG_LEVEL: 'debug' });
  origin = api.origin;
  admin = await signInMember(instance, origin, 'owner', 'owner@office.example');
});
afterAll(async () => {
  await instance?.close();
});

const look = (email = canary.email) => admin.post('/privacy/lookups', { email });
const erase = (extra: object = {}) =>
  admin.post('/privacy/erasures', {
    ...{ email: canary.email, confirm: canary.email, ground: 'consent-withdrawn' },
    ...extra,
  });
const finished = (id: string) =>
  until(async () => {
    const { json } = await admin.get(`/privacy/erasures/${id}`);
    return String(json.state) === 'done' && json;
  });

async function expectChainsToVerify(): Promise<void> {
  const streams = await instance.database.query('admin', 'SELECT stream FROM audit_stream');
  for (const { stream } of streams) {
    const name = String(stream);
    const read = await instance.unitOfWork.read(instance.organisationId, async (tx) => ({
      records: await tx.auditLog.events(name),
      personal: await tx.auditLog.personal(name),
    }));
    const bytes = writeAuditJson({ stream: name, ...read, sealKey: null });
    const report = verifyAuditJson(readAuditJson(bytes));
    expect(
      report.checks.filter(({ state }) => state === 'fail'),
      name,
    ).toEqual([]);
  }
}

/** The whole log against rows, commitments and a certificate somebody kept from before; throws unless it is intact. */
function verifyLog(keptCertificate: string): { verdict?: string } {
  const cli = fileURLToPath(new URL('../../../../cli/dist/main.js', import.meta.url));
  const args = ['audit', 'verify-log', '--full', '--json', '--certificate', keptCertificate];
  const where = [
    '--database',
    instance.database.urlOf('auditor'),
    '--tiles',
    join(instance.dir, 'blobs', 'log'),
  ];
  return JSON.parse(execFileSync(process.execPath, [cli, ...args, ...where], { encoding: 'utf8' }));
}

describe('a person who asks to be forgotten', () => {
  const outside = mkdtempSync(join(tmpdir(), 'sealwright-kept-'));
  const keptCertificate = join(outside, 'certificate.pdf');
  afterAll(() => rmSync(outside, { recursive: true, force: true }));
  let signed: string;
  let declined: string;
  let voided: string;

  beforeAll(async () => {
    const cage = { instance, origin, admin };
    signed = await signedByCanary(cage, 'A lease', 'canary-first-draft');
    declined = await declinedByCanary(cage, 'Another lease', 'canary-second-draft');
    voided = await inABulkSend(cage, signed);
    const sql = "SELECT encode(certificate_sha256, 'hex') AS hex FROM envelope WHERE id = $1";
    const [row] = await instance.database.query('admin', sql, [signed]);
    writeFileSync(keptCertificate, await instance.blobs.get(instance.organisationId, String(row?.hex)));
  });

  it('is found everywhere first: the search that must come back empty can find', async () => {
    const traces = await findTraces(instance, needles);
    expect([...traces].filter(([, places]) => places.length === 0)).toEqual([]);
    const places = [...new Set([...traces.values()].flat())];
    expect([...namesOf(plantedColumns), 'blob'].filter((place) => !places.includes(place))).toEqual([]);
    expect(
      places.filter((place) => !namesOf(plantedColumns).includes(place) && !/^(blob$|file)/.test(place)),
      'words get where nobody said they would',
    ).toEqual([]);
    expect(
      places.filter((place) => place.startsWith('log:')),
      'logs hold no personal data in the first place',
    ).toEqual([]);
    expect(places).not.toContain('redis');
  });

  it('has no words in a column nobody has thought about', async () => {
    expect(await unsortedColumns(instance.database)).toEqual({ unknown: [], gone: [] });
  });

  it('is shown with what stands in the way', async () => {
    const { json } = await look(canary.email.toUpperCase());
    expect(list(json.envelopes)).toHaveLength(3);
    const running = list(json.envelopes).find((one) => String(one.envelopeId) === voided);
    expect(running?.obstacles).toMatchObject([{ code: 'still-running' }]);
    expect((await look('nobody@example.test')).json.code).toBe('person-unknown');
    expect((await erase({ confirm: 'another@example.test' })).json.code).toBe('erasure-not-confirmed');
  });

  it('gets everything as JSON before', async () => {
    const exported = await admin.post('/privacy/exports', { email: canary.email });
    expect(exported.status, exported.text).toBe(200);
    const missing = Object.values(canary).filter((needle) => !exported.text.includes(needle));
    expect(missing).toEqual([]);
  });

  it('is kept by a legal hold and a running envelope, and the rest is erased', async () => {
    const { organisationId, ids } = instance;
    const hold: string = ids.uuid();
    await instance.database.query(
      'admin',
      inOrganisation(
        organisationId,
        `INSERT INTO legal_hold (id, organisation_id, envelope_id, reason, placed_by, placed_by_name, placed_at)
        VALUES ('${hold}', '${organisationId}', '${declined}', 'Case 4711', '${ids.uuid()}', 'Lex Lawyer', now())`,
      ),
    );
    const asked = await erase();
    expect(asked.status, asked.text).toBe(202);
    const done = await finished(String(asked.json.id));
    expect(done.result).toMatchObject({ envelopeCount: 1, keptOutside: [] });
    const kept = list(done.result?.kept);
    expect(kept.map((one) => String(one.envelopeId)).sort()).toEqual([declined, voided].sort());
    expect(JSON.stringify(kept)).toContain('Case 4711');
    const refused = await erase();
    expect(refused).toMatchObject({ status: 409, json: { code: 'erasure-refused' } });
    await instance.database.query(
      'admin',
      inOrganisation(
        organisationId,
        `UPDATE legal_hold SET lifted_by = '${ids.uuid()}', lifted_by_name = 'Lex', lifted_at = now(), lift_reason = 'Settled' WHERE id = '${hold}'`,
      ),
    );
    await ok(admin.post(`/envelopes/${voided}/void`, { reason: 'Not needed.' }));
    await certified(instance, voided);
  });

  it('is nowhere afterwards', async () => {
    const asked = await erase();
    expect(asked.status, asked.text).toBe(202);
    const done = await finished(String(asked.json.id));
    expect(done.result).toMatchObject({ envelopeCount: 2, kept: [] });
    await until(async () => {
      const sql =
        'SELECT count(*)::int AS open FROM blob_removal WHERE file_removed_at IS NULL OR wrapped_key IS NOT NULL';
      return (await instance.database.query('admin', sql))[0]?.open === 0;
    });
    const traces = await findTraces(instance, needles);
    expect([...traces].filter(([, places]) => places.length > 0)).toEqual([]);
    expect((await look()).json.code).toBe('person-unknown');
  });

  it('leaves no file without a row', async () => {
    const rows = await instance.database.query('admin', "SELECT encode(sha256, 'hex') AS hex FROM blob");
    const known = new Set(rows.map(({ hex }) => String(hex)));
    const folder = join(instance.dir, 'blobs', instance.organisationId);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /[0-9a-f]{64}/.test(name),
    );
    expect(files.filter((name) => !known.has(/[0-9a-f]{64}/.exec(name)?.[0] ?? ''))).toEqual([]);
  });

  it('leaves a record that verifies and says what was erased', async () => {
    await expectChainsToVerify();
    // A second or two until the sequencer has taken the last events in.
    await until(
      async () => (await instance.database.query('admin', 'SELECT 1 FROM log_pending LIMIT 1')).length === 0,
    );
    verifyLog(keptCertificate);
    const { items } = (await admin.get(`/envelopes/${signed}/events`)).json;
    expect(list(items).at(-1)).toMatchObject({ type: 'envelope.erased' });
    const entries = readFileSync(join(instance.dir, 'blobs', 'erasures.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(entries.length).toBeGreaterThanOrEqual(5);
  });

  it('answers 410 where a file was', async () => {
    for (const kind of ['sealed', 'certificate']) {
      const asked = await admin.post(`/envelopes/${signed}/files/${kind}/download`);
      expect(asked, kind).toMatchObject({ status: 410, json: { code: 'file-erased' } });
    }
    const view = (await admin.get(`/envelopes/${signed}`)).json;
    expect(list(view.recipients)[0]).toMatchObject({ name: '(erased)' });
    const documents = list(view.documents);
    const page = await admin.get(`/documents/${String(documents[0]?.id)}/pages/1.webp?width=800`);
    expect(page).toMatchObject({ status: 410, json: { code: 'file-erased' } });
  });

  it('is found again when planted again', async () => {
    await instance.database.query(
      'admin',
      inOrganisation(
        instance.organisationId,
        `UPDATE outbox_job SET last_error = '550 <${canary.email}> unknown' WHERE id = (SELECT id FROM outbox_job LIMIT 1)`,
      ),
    );
    const traces = await findTraces(instance, needles);
    expect(traces.get(canary.email)).toEqual(['outbox_job.last_error']);
  });
});
