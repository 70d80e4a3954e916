import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asId, type DocumentId, type UploadId } from '../../domain/ids.js';
import { ApiBrowser } from '../../testing/api-browser.js';
import { startApi } from '../../testing/api-process.js';
import { freePort } from '../../testing/free-port.js';
import { createTestInstance, type TestInstance } from '../../testing/test-instance.js';
import { beginUpload, bytesBody } from '../../testing/tus-requests.js';
import { insertUploadKey, paddedPdf, sendSome, standingOf } from '../../testing/uploading-program.js';

const MEGABYTE = 1_048_576;
let instance: TestInstance;
let port: number;
let secret: string;
beforeAll(async () => {
  instance = await createTestInstance();
  port = await freePort();
  secret = await insertUploadKey(instance);
});
afterAll(async () => {
  await instance?.close();
});

it('an upload goes on after the api was killed in the middle of it', async () => {
  const doomed = await startApi(instance, port);
  const pdf = paddedPdf(10 * MEGABYTE);
  const path = await beginUpload(new ApiBrowser(doomed.origin, secret), 'long.pdf', pdf.byteLength);
  sendSome({ origin: doomed.origin, secret, path }, pdf, 0, 9 * MEGABYTE);
  const { unitOfWork, organisationId } = instance;
  const id = asId<UploadId>(path.split('/').at(-1) ?? '');
  await expect
    .poll(async () => (await unitOfWork.read(organisationId, (tx) => tx.uploads.find(id)))?.receivedBytes)
    .toBeGreaterThanOrEqual(8 * MEGABYTE);
  expect(await doomed.process.kill('SIGKILL')).toBe('SIGKILL');

  const next = await startApi(instance, port);
  const browser = new ApiBrowser(next.origin, secret);
  const offset = await standingOf(browser, path);
  expect(offset).toBeGreaterThanOrEqual(8 * MEGABYTE);
  expect(await browser.send(path, bytesBody(pdf.slice(offset), offset))).toMatchObject({ status: 204 });
  const finished = await browser.post(`${path}/finish`);
  expect(finished).toMatchObject({ status: 201, json: { pageCount: 1 } });
  const document = await unitOfWork.read(organisationId, (tx) =>
    tx.documents.find(asId<DocumentId>(String(finished.json.id))),
  );
  expect(document?.originalSha256Hex).toBe(createHash('sha256').update(pdf).digest('hex'));
  await next.process.kill('SIGTERM');
});
