import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PdfiumDocument } from '@sealwright/signing-core/rendering';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptedSlices } from '../../infra/storage/blob-encryption.js';
import { KeyWrapper } from '../../ports/key-wrapper.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import type { ApiBrowser, LooseJson } from '../../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../../testing/api-instance.js';
import { ApiStory } from '../../testing/api-story.js';
import { shownIn } from '../../testing/shown-in.js';
import { smallPdf } from '../../testing/small-pdf.js';

let api: ApiInstance;
let user: TestUser;
let story: ApiStory;
let signer: ApiBrowser;
let state: LooseJson;
beforeAll(async () => {
  api = await createApiInstance();
  user = await api.addOrganisation();
  story = await new ApiStory(api, await api.signIn(user), user).sent();
  signer = await story.signer(0);
  state = (await signer.get('/signing')).json;
});
afterAll(() => api?.close());

const WIDTH_PX = 400;
const first = () => (state.documents as unknown as { id: string; sha256: string; fingerprint: string }[])[0];
const pathOf = (what: string) => `/signing/documents/${String(first()?.id)}${what}`;
const bytesOf = async (path: string) => {
  const answer = await fetch(`${api.origin}/api/v1${path}`, { headers: { cookie: signer.cookieHeader() } });
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
};

async function drawn(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PdfiumDocument.open(pdf);
  const picture = document?.render(0, WIDTH_PX);
  document?.close();
  if (!picture) throw new Error('The page could not be drawn.');
  return picture.rgba;
}

/** How many channel values are clearly others; the pictures on the screen are compressed with loss. */
function differing(one: Uint8Array, other: Uint8Array): number {
  expect(one.length).toBe(other.length);
  return one.filter((value, index) => Math.abs(value - (other[index] ?? 0)) > 96).length;
}

describe('what a signer sees', () => {
  it('is drawn from the very bytes whose hash the act is bound to', async () => {
    const frozen = await bytesOf(pathOf(''));
    expect(createHash('sha256').update(frozen.bytes).digest('hex')).toBe(first()?.sha256);
    const page = await bytesOf(pathOf(`/pages/1.webp?width=${WIDTH_PX}`));
    const onScreen = await sharp(page.bytes).ensureAlpha().raw().toBuffer();
    expect(differing(onScreen, await drawn(frozen.bytes))).toBeLessThan(10);
    // The measure can tell one line of text from another.
    expect(differing(onScreen, await drawn(smallPdf('Another agreement')))).toBeGreaterThan(100);
  });

  it('carries the same short fingerprint for the signer and the sender', async () => {
    const sha256 = String(first()?.sha256);
    const fingerprint = `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} ${sha256.slice(8, 12)} ${sha256.slice(12, 16)}`;
    expect(first()?.fingerprint).toBe(fingerprint);
    const { documents } = await story.reload();
    expect((documents as unknown as LooseJson[])[0]?.fingerprint).toBe(fingerprint);
  });

  it('is what consent is bound to: another digest on the screen is refused and not recorded', async () => {
    const shown = shownIn(state).map((one) => ({ ...one, sha256: 'ab'.repeat(32) }));
    const version = state.consent?.version;
    const refused = await signer.post('/signing/consent', { version, documents: shown });
    expect(refused).toMatchObject({ status: 409, json: { code: 'document-hash-mismatch' } });
    expect((await signer.post('/signing/consent', { version, documents: [] })).status).toBe(422);
    const types = async () => {
      const { items } = (await story.sender.get(`/envelopes/${story.id}/events`)).json;
      return (items as unknown as LooseJson[]).map(({ type }) => String(type));
    };
    expect(await types()).not.toContain('recipient.consented');
    const given = await signer.post('/signing/consent', { version, documents: shownIn(state) });
    expect(given.status, given.text).toBeLessThan(300);
    expect(await types()).toContain('recipient.consented');
    const [event] = await api.database.query(
      'admin',
      `SELECT convert_from(bytes, 'UTF8') AS text FROM audit_event
       WHERE stream = 'envelope:${story.id}' AND type = 'recipient.consented'`,
    );
    expect(JSON.parse(String(event?.text)).data.documents).toEqual([
      { documentId: first()?.id, sha256Hex: first()?.sha256 },
    ]);
  });
});

describe('a file that somebody with the keys of the platform swapped on the disk', () => {
  it('is shown to nobody', async () => {
    // Nobody has looked at it before: nothing of the true file is in memory.
    const unseen = await new ApiStory(api, story.sender, user).sent();
    const visitor = await unseen.signer(0);
    const [document] = shownIn((await visitor.get('/signing')).json);
    await swap(String(document?.sha256), smallPdf('You owe everything'));
    const own = `/signing/documents/${String(document?.documentId)}`;
    const senders = `/documents/${String(document?.documentId)}`;
    const looks: [string, ApiBrowser, string][] = [
      ['signer, page', visitor, `${own}/pages/1.webp?width=800`],
      ['signer, text', visitor, `${own}/pages/1/text`],
      ['signer, file', visitor, own],
      ['sender, page', story.sender, `${senders}/pages/1.webp?width=800`],
      ['sender, text', story.sender, `${senders}/pages/1/text`],
      ['sender, file', story.sender, `${senders}/file`],
    ];
    for (const [who, browser, path] of looks)
      expect(await browser.get(path), who).toMatchObject({ json: { code: 'blob-damaged' } });
  });
});

/** As well encrypted as the platform itself would: only the hash tells. */
async function swap(sha256Hex: string, bytes: Uint8Array): Promise<void> {
  const { organisationId } = user;
  const blob = await api.app.get(UnitOfWork).read(organisationId, (tx) => tx.blobs.find(sha256Hex));
  if (!blob) throw new Error('No such file.');
  const context = { organisationId, sha256Hex };
  const dataKey = await api.app.get(KeyWrapper).unwrap(blob.wrappedKey, blob.wrappingKeyId, context);
  const folder = join(dirname(api.logDir), organisationId);
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.includes(sha256Hex),
  );
  writeFileSync(join(folder, String(file)), Buffer.concat([...encryptedSlices(bytes, dataKey, context)]));
}
