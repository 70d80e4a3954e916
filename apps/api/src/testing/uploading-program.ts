import { createHash, randomBytes } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';
import type { ApiBrowser } from './api-browser.js';
import { insertUser } from './api-instance.js';
import { smallPdf } from './small-pdf.js';
import type { TestInstance } from './test-instance.js';
import { bytesBody, TUS } from './tus-requests.js';

/** An API key that may upload, put into the database around the application. @returns its secret. */
export async function insertUploadKey({ database, ids, organisationId }: TestInstance): Promise<string> {
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

/** A valid small PDF that is as long as a large one: a comment of so many bytes has to be carried. */
export function paddedPdf(byteSize: number): Uint8Array<ArrayBuffer> {
  const pdf = smallPdf('A long way');
  const text = Buffer.from(pdf).toString('latin1');
  const comment = `%${'0'.repeat(98)}\n`.repeat(Math.floor((byteSize - pdf.byteLength) / 100));
  return Uint8Array.from(Buffer.from(text.replace(/(?=startxref)/, comment), 'latin1'));
}

/** Where an upload stands, as this api sees it. */
export async function standingOf(browser: ApiBrowser, path: string): Promise<number> {
  return Number((await browser.send(path, { method: 'HEAD', headers: TUS })).headers.get('upload-offset'));
}

/** Sends some bytes from an offset on, of a body that says it has them all, and leaves the line open. */
export function sendSome(
  to: { readonly origin: string; readonly secret: string; readonly path: string },
  whole: Uint8Array<ArrayBuffer>,
  from: number,
  count: number,
): ClientRequest {
  const { method, headers } = bytesBody(whole, from);
  const own = { authorization: `Bearer ${to.secret}`, 'content-length': whole.byteLength - from };
  const open = request(`${to.origin}${to.path}`, { method, headers: { ...headers, ...own } });
  open.on('error', () => undefined);
  open.write(whole.subarray(from, from + count));
  return open;
}
