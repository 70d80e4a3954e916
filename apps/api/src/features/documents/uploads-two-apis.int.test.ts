import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId, type DocumentId, type OrganisationId, type UploadId } from '../../domain/ids.js';
import { PrismaDueWork } from '../../infra/database/prisma-due-work.js';
import type { UploadSpool } from '../../ports/upload-spool.js';
import { ApiBrowser } from '../../testing/api-browser.js';
import { startApi } from '../../testing/api-process.js';
import { freePort } from '../../testing/free-port.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { createTestInstance, type TestInstance } from '../../testing/test-instance.js';
import { beginUpload, bytesBody } from '../../testing/tus-requests.js';
import { insertUploadKey, paddedPdf, sendSome, standingOf } from '../../testing/uploading-program.js';
import { SweepUploads } from './sweep-uploads.js';

const MEGABYTE = 1_048_576;
let instance: TestInstance;
let secret: string;
let here: ApiBrowser;
let there: ApiBrowser;
beforeAll(async () => {
  instance = await createTestInstance();
  secret = await insertUploadKey(instance);
  const apis = await Promise.all(
    [freePort(), freePort()].map(async (port) => startApi(instance, await port)),
  );
  [here, there] = apis.map(({ origin }) => new ApiBrowser(origin, secret)) as [ApiBrowser, ApiBrowser];
});
afterAll(async () => {
  await instance?.close();
});

/** What lies on disk of an upload. */
function pieces(path: string): string[] {
  const folder = join(
    instance.dir,
    'blobs',
    'uploads',
    instance.organisationId,
    path.split('/').at(-1) ?? '',
  );
  return existsSync(folder) ? readdirSync(folder) : [];
}

async function documentsUploaded(): Promise<number> {
  const sql = "SELECT count(*)::int AS n FROM audit_event WHERE type = 'document.uploaded'";
  return Number((await instance.database.query('admin', sql))[0]?.n);
}

describe('a client that tries again at another api', () => {
  it('while its first line hangs at the one before, loses no byte and doubles none', async () => {
    const pdf = paddedPdf(10 * MEGABYTE);
    const path = await beginUpload(here, 'long.pdf', pdf.byteLength);
    const hanging = sendSome({ origin: here.origin, secret, path }, pdf, 0, 5 * MEGABYTE);
    await expect.poll(() => standingOf(there, path)).toBeGreaterThan(0);
    const offset = await standingOf(there, path);

    const rest = await there.send(path, bytesBody(pdf.slice(offset), offset));
    expect(rest).toMatchObject({ status: 204 });
    expect(rest.headers.get('upload-offset')).toBe(String(pdf.byteLength));
    // What hung comes through after all: the same bytes once more, of which none counts.
    const late = new Promise<number | undefined>((resolve) => {
      hanging.on('response', (response) => resolve(response.statusCode));
      hanging.on('error', () => resolve(undefined));
    });
    hanging.end(pdf.subarray(5 * MEGABYTE));
    // Told 409, or cut off while it still talks.
    expect([409, undefined]).toContain(await late);
    expect(await standingOf(here, path)).toBe(pdf.byteLength);

    const before = await documentsUploaded();
    const answers = await Promise.all([here.post(`${path}/finish`), there.post(`${path}/finish`)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.json.id).toBe(answers[1]?.json.id);
    expect((await documentsUploaded()) - before).toBe(1);
    const id = asId<DocumentId>(String(answers[0]?.json.id));
    const document = await instance.unitOfWork.read(instance.organisationId, (tx) => tx.documents.find(id));
    expect(document?.originalSha256Hex).toBe(createHash('sha256').update(pdf).digest('hex'));
    await expect.poll(() => pieces(path)).toEqual([]);
  });

  it('and sends the same piece to both at once, is told by one of them to ask where it stands', async () => {
    const bytes = new Uint8Array(MEGABYTE).fill(7);
    const path = await beginUpload(here, 'twice.pdf', bytes.byteLength * 2);
    const answers = await Promise.all([here, there].map((api) => api.send(path, bytesBody(bytes, 0))));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await Promise.all([here, there].map((api) => standingOf(api, path)))).toEqual([
      bytes.byteLength,
      bytes.byteLength,
    ]);
    // What the other one had begun to write goes behind its answer.
    await expect.poll(() => pieces(path).length).toBe(1);
  });
});

describe('uploads whose day is over', () => {
  it('are taken away by exactly one of two workers that look at once', async () => {
    const { unitOfWork, organisationId, prisma } = instance;
    const paths = [];
    for (let n = 0; n < 6; n += 1) paths.push(await beginUpload(here, `left ${n}.pdf`, 10));
    await instance.database.query(
      'admin',
      inOrganisation(organisationId, "UPDATE upload SET expires_at = now() - interval '1 s'"),
    );
    const removed: string[] = [];
    const spool: Pick<UploadSpool, 'remove' | 'untouchedSince'> = {
      remove: (_organisation: OrganisationId, id: UploadId) => {
        removed.push(id);
        return Promise.resolve();
      },
      untouchedSince: () => Promise.resolve([]),
    };
    const clock = { now: () => new Date() };
    const sweeps = [1, 2].map(() => new SweepUploads(unitOfWork, spool, new PrismaDueWork(prisma), clock));
    await Promise.all(sweeps.map((sweep) => sweep.run()));
    expect(new Set(removed).size).toBe(removed.length);
    expect(removed).toEqual(expect.arrayContaining(paths.map((path) => path.split('/').at(-1))));
    const left = await instance.database.query('admin', 'SELECT 1 FROM upload WHERE expires_at < now()');
    expect(left).toEqual([]);
  });
});
