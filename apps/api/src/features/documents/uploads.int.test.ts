import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { ChildFault } from '@sealwright/signing-core/sandbox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { UploadId } from '../../domain/ids.js';
import { PrismaClient } from '../../infra/database/generated/client.js';
import { PrismaDueWork } from '../../infra/database/prisma-due-work.js';
import { inWordsOfThePlatform } from '../../infra/pdf-sandbox/document-child.js';
import { PdfSandbox } from '../../ports/pdf-sandbox.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { UploadSpool } from '../../ports/upload-spool.js';
import type { ApiBrowser } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';
import { smallPdf } from '../../testing/small-pdf.js';
import { beginUpload, bytesBody, TUS } from '../../testing/tus-requests.js';
import { SweepUploads } from './sweep-uploads.js';

let api: ApiInstance;
let user: TestUser;
let owner: ApiBrowser;
let spoolDir: string;
beforeAll(async () => {
  api = await createApiInstance();
  user = await api.addOrganisation();
  owner = await api.signIn(user);
  spoolDir = join(dirname(api.logDir), 'uploads');
});
afterAll(async () => {
  await api?.close();
});

/** Every file below the spool, with what is in it. */
function spooled(): { path: string; bytes: Buffer }[] {
  const entries = readdirSync(spoolDir, { recursive: true, encoding: 'utf8' });
  const paths = entries.map((entry) => join(spoolDir, entry)).filter((path) => statSync(path).isFile());
  return paths.map((path) => ({ path, bytes: readFileSync(path) }));
}

const standing = (browser: ApiBrowser, path: string) => browser.send(path, { method: 'HEAD', headers: TUS });
const offsetOf = async (path: string) =>
  Number((await standing(owner, path)).headers.get('upload-offset') ?? Number.NaN);

async function uploaded(pdf: Uint8Array, fileName = 'lease.pdf'): Promise<string> {
  const path = await beginUpload(owner, fileName, pdf.byteLength);
  expect(await owner.send(path, bytesBody(pdf, 0))).toMatchObject({ status: 204 });
  return path;
}

async function uploadEvents(): Promise<number> {
  const sql = `SELECT count(*)::int AS n FROM audit_event WHERE type = 'document.uploaded'`;
  return Number((await api.database.query('admin', sql))[0]?.n);
}

/** Sends some bytes of a body that says it is longer, and drops the line. */
function breakOff(path: string, length: number, sent: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const { headers, method } = bytesBody(sent, 0);
    const cookie = owner.cookieHeader();
    const broken = request(`${api.origin}${path}`, {
      ...{ method, headers: { ...headers, cookie, origin: api.origin, 'content-length': length } },
    });
    broken.on('error', () => resolve());
    broken.write(sent, () => setTimeout(() => broken.destroy(new Error('The line is gone.')), 50));
  });
}

describe('a resumable upload', () => {
  it('goes on where it stopped, is encrypted on the way, and becomes one document', async () => {
    const pdf = smallPdf('In two pieces');
    const path = await beginUpload(owner, 'In/two pieces.pdf', pdf.byteLength);
    await owner.send(path, bytesBody(pdf.slice(0, 200), 0));
    expect(await offsetOf(path)).toBe(200);
    const [piece] = spooled();
    expect(piece?.bytes.byteLength).toBeGreaterThan(200);
    expect(piece?.bytes.includes('%PDF')).toBe(false);
    const early = await owner.post(`${path}/finish`);
    expect(early).toMatchObject({ status: 409, json: { code: 'upload-incomplete' } });

    await owner.send(path, bytesBody(pdf.slice(200), 200));
    const first = await owner.post(`${path}/finish`);
    expect(first).toMatchObject({
      status: 201,
      json: { name: 'two pieces.pdf', pageCount: 1, duplicateOf: null },
    });
    const again = await owner.post(`${path}/finish`);
    expect(again.json.id).toBe(first.json.id);
    expect(spooled()).toEqual([]);
    const file = await owner.get(`/documents/${String(first.json.id)}/file`);
    expect(file.text).toContain('In two pieces');
  });

  it('keeps what had arrived when the line broke', async () => {
    const bytes = new Uint8Array(1_500_000).fill(7);
    const path = await beginUpload(owner, 'large.pdf', bytes.byteLength);
    await breakOff(path, bytes.byteLength, bytes.subarray(0, 700_000));
    // What had left this machine when the line broke may be less than what was written to it, and may still be on its way.
    await expect.poll(() => offsetOf(path)).toBeGreaterThan(0);
    await expect
      .poll(async () => {
        const offset = await offsetOf(path);
        const rest = await owner.send(path, bytesBody(bytes.slice(offset), offset));
        return [rest.status, rest.headers.get('upload-offset')];
      })
      .toEqual([204, '1500000']);
    await owner.send(path, { method: 'DELETE', headers: TUS });
    expect(spooled()).toEqual([]);
    expect(await standing(owner, path)).toMatchObject({ status: 404 });
  });

  it('finished twice at once is one document with one event', async () => {
    const before = await uploadEvents();
    const path = await uploaded(smallPdf('Twice at once'));
    const answers = await Promise.all([owner.post(`${path}/finish`), owner.post(`${path}/finish`)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.json.id).toBe(answers[1]?.json.id);
    expect((await uploadEvents()) - before).toBe(1);
  });

  it('that meets a busy reader is answered with when to come again, and loses nothing', async () => {
    const path = await uploaded(smallPdf('At rush hour'));
    const busy = vi
      .spyOn(api.app.get(PdfSandbox), 'takeIn')
      .mockImplementationOnce(() => inWordsOfThePlatform(Promise.reject(new ChildFault('busy'))));
    const refused = await owner.post(`${path}/finish`);
    busy.mockRestore();
    expect(refused).toMatchObject({
      status: 503,
      json: {
        type: '/problems/pdf-reader-busy',
        ...{ code: 'pdf-reader-busy', title: 'Too much to read at the moment', status: 503 },
        detail: 'This machine is busy with other work right now. Try this file again in a few seconds.',
      },
    });
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(spooled()).toHaveLength(1);
    expect(await owner.post(`${path}/finish`)).toMatchObject({ status: 201, json: { pageCount: 1 } });
  });

  it('that is no document is refused, the same way each time, and nothing of it stays', async () => {
    const path = await uploaded(new TextEncoder().encode('MZ: a program'), 'setup.pdf');
    const refusals = [await owner.post(`${path}/finish`), await owner.post(`${path}/finish`)];
    expect(refusals.map(({ status, json }) => [status, json.code])).toEqual([
      [422, 'pdf-not-a-pdf'],
      [422, 'pdf-not-a-pdf'],
    ]);
    expect(spooled()).toEqual([]);
  });

  it('tells of a file the draft has already', async () => {
    const pdf = smallPdf('The same again');
    const first = (await owner.post(`${await uploaded(pdf)}/finish`)).json.id;
    const path = await uploaded(pdf, 'copy.pdf');
    const beside = await owner.post(`${path}/finish`, { besides: [first] });
    expect(beside.json.duplicateOf).toBe(first);
    const draft = await owner.post('/envelopes', { title: 'Lease', documentIds: [first] });
    const query = `/documents?envelopeId=${String(draft.json.id)}`;
    expect((await owner.upload(query, 'third.pdf', pdf)).json.duplicateOf).toBe(first);
    expect((await owner.upload(query, 'other.pdf', smallPdf('Another'))).json.duplicateOf).toBeNull();
  });
});

describe('an upload is refused', () => {
  it('before its bytes arrive, when it says that it is too large', async () => {
    const headers = { ...TUS, 'upload-length': '2097153' };
    const answer = await owner.send('/uploads', { method: 'POST', headers });
    expect(answer).toMatchObject({ status: 413, json: { code: 'payload-too-large' } });
    expect(String(answer.json.detail)).toContain('2 MB');
    // What the uploads before this one brought in one go is removed once they were answered.
    await expect.poll(spooled).toEqual([]);
  });

  it('when it sends more than it said, or goes on elsewhere', async () => {
    const path = await beginUpload(owner, 'a.pdf', 10);
    const more = await owner.send(path, bytesBody(new Uint8Array(11), 0));
    expect(more).toMatchObject({ status: 413 });
    const elsewhere = await owner.send(path, bytesBody(new Uint8Array(2), 5));
    expect(elsewhere).toMatchObject({ status: 409, json: { code: 'upload-offset-wrong' } });
    expect(await offsetOf(path)).toBe(0);
    await owner.send(path, { method: 'DELETE', headers: TUS });
  });

  it('to everybody but whoever began it', async () => {
    const path = await uploaded(smallPdf('Mine'));
    const colleague = await api.signIn(await api.addUser(user.organisationId, 'admin'));
    const stranger = await api.signIn(await api.addOrganisation());
    for (const other of [colleague, stranger]) {
      const acts = [
        standing(other, path),
        other.send(path, bytesBody(new Uint8Array(1), 0)),
        other.post(`${path}/finish`),
        other.send(path, { method: 'DELETE', headers: TUS }),
      ];
      expect((await Promise.all(acts)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
    expect((await owner.post(`${path}/finish`)).status).toBe(201);
  });

  it('from another site, in another protocol, as another kind of body', async () => {
    const headers = { ...TUS, 'upload-length': '10' };
    const ask = (more: Record<string, string>, body?: unknown) =>
      owner.send('/uploads', { method: 'POST', headers: { ...headers, ...more }, body });
    expect(await ask({ origin: 'https://evil.example' })).toMatchObject({ json: { code: 'origin-refused' } });
    expect(await ask({ 'tus-resumable': '0.2.2' })).toMatchObject({
      json: { code: 'upload-header-invalid' },
    });
    expect(await ask({ 'upload-length': '-1' })).toMatchObject({ json: { code: 'upload-header-invalid' } });
    expect(await ask({}, { a: 1 })).toMatchObject({ json: { code: 'unsupported-media-type' } });
    const plain = await owner.send('/uploads', { method: 'POST', headers: { 'upload-length': '10' } });
    expect(plain).toMatchObject({ status: 412, json: { code: 'tus-version-unsupported' } });
  });
});

describe('what is left of uploads', () => {
  it('is taken away: those whose day is over, and bytes that no row knows', async () => {
    const parts = [api.app.get(UnitOfWork), api.app.get(UploadSpool)] as const;
    const due = new PrismaDueWork(api.app.get(PrismaClient));
    const sweep = () => new SweepUploads(...parts, due, { now: () => new Date() }).run();
    const running = await uploaded(smallPdf('Running'));
    const old = await uploaded(smallPdf('Left behind'));
    const stray = join(spoolDir, user.organisationId, api.ids.uuid<UploadId>());
    mkdirSync(stray);
    writeFileSync(join(stray, '0-abc'), 'x');
    utimesSync(stray, 0, 0);
    await api.database.query(
      'admin',
      `SELECT set_config('app.organisation', '${user.organisationId}', false);
       UPDATE upload SET expires_at = now() - interval '1 second' WHERE id = '${old.split('/').at(-1) ?? ''}'`,
    );
    expect(await standing(owner, old)).toMatchObject({ status: 410 });
    await sweep();
    expect(spooled().map(({ path }) => path.includes(running.split('/').at(-1) ?? ''))).toEqual([true]);
    expect(readdirSync(join(spoolDir, user.organisationId))).toHaveLength(1);
    expect(await standing(owner, old)).toMatchObject({ status: 404 });
    expect(await standing(owner, running)).toMatchObject({ status: 200 });
  });
});
