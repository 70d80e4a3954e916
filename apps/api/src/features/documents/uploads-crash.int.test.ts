import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asId, type DocumentId, type UploadId } from '../../domain/ids.js';
import { ApiBrowser } from '../../testing/api-browser.js';
import { insertUser } from '../../testing/api-instance.js';
import { type ApiProcess, startApi } from '../../testing/api-process.js';
import { freePort } from '../../testing/free-port.js';
import { smallPdf } from '../../testing/small-pdf.js';
import { createTestInstance, type TestInstance } from '../../testing/test-instance.js';
import { beginUpload, bytesBody, TUS } from '../../testing/tus-requests.js';

const MEGABYTE = 1_048_576;
let instance: TestInstance;
let port: number;
let secret: string;
beforeAll(async () => {
  instance = await createTestInstance();
  port = await freePort();
  secret = await insertKey();
});
afterAll(async () => {
  await instance?.close();
});

async function insertKey(): Promise<string> {
  const { database, ids, organisationId } = instance;
  const user = await insertUser(database, ids, organisationId, 'owner');
  const key = `sw_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(key).digest('hex');
  await database.query(
    'admin',
    `SELECT set_config('app.organisation', '${organisationId}', false);
     INSERT INTO api_key (id, organisation_id, created_by, name, prefix, secret_hash, scopes)
     VALUES ('${ids.uuid()}', '${organisationId}', '${user.userId}', 'uploads', 'sw_', '\\x${hash}',
       '{envelopes:read,envelopes:write}')`,
  );
  return key;
}

/** A valid small PDF that is as long as a large one: readers cut what comes after the end, but it has to be carried. */
function padded(byteSize: number): Uint8Array {
  const pdf = smallPdf('A long way');
  const text = Buffer.from(pdf).toString('latin1');
  const comment = `%${'0'.repeat(98)}\n`.repeat(Math.floor((byteSize - pdf.byteLength) / 100));
  return Buffer.from(text.replace(/(?=startxref)/, comment), 'latin1');
}

const standing = async (browser: ApiBrowser, path: string) =>
  Number((await browser.send(path, { method: 'HEAD', headers: TUS })).headers.get('upload-offset'));

/** Sends some bytes of a longer body and leaves the line open. */
function sendSome({ origin }: ApiProcess, path: string, whole: Uint8Array, count: number) {
  const { method, headers } = bytesBody(whole, 0);
  const open = request(`${origin}${path}`, {
    ...{
      method,
      headers: { ...headers, authorization: `Bearer ${secret}`, 'content-length': whole.byteLength },
    },
  });
  open.on('error', () => undefined);
  open.write(whole.subarray(0, count));
  return open;
}

it('an upload goes on after the api was killed in the middle of it', async () => {
  const doomed = await startApi(instance, port);
  const pdf = padded(10 * MEGABYTE);
  const path = await beginUpload(new ApiBrowser(doomed.origin, secret), 'long.pdf', pdf.byteLength);
  sendSome(doomed, path, pdf, 9 * MEGABYTE);
  const { unitOfWork, organisationId } = instance;
  const id = asId<UploadId>(path.split('/').at(-1) ?? '');
  await expect
    .poll(async () => (await unitOfWork.read(organisationId, (tx) => tx.uploads.find(id)))?.receivedBytes, {
      timeout: 20_000,
    })
    .toBeGreaterThanOrEqual(8 * MEGABYTE);
  expect(await doomed.process.kill('SIGKILL')).toBe('SIGKILL');

  const next = await startApi(instance, port);
  const browser = new ApiBrowser(next.origin, secret);
  const offset = await standing(browser, path);
  expect(offset).toBeGreaterThanOrEqual(8 * MEGABYTE);
  expect(await browser.send(path, bytesBody(pdf.slice(offset), offset))).toMatchObject({ status: 204 });
  const finished = await browser.post(`${path}/finish`);
  expect(finished).toMatchObject({ status: 201, json: { pageCount: 1 } });
  const document = await unitOfWork.read(organisationId, (tx) =>
    tx.documents.find(asId<DocumentId>(String(finished.json.id))),
  );
  expect(document?.originalSha256Hex).toBe(createHash('sha256').update(pdf).digest('hex'));
  await next.process.kill('SIGTERM');
}, 150_000);
