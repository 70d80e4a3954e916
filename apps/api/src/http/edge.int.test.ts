import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiBrowser } from '../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../testing/api-instance.js';
import { smallPdf } from '../testing/small-pdf.js';

let api: ApiInstance;
let owner: TestUser;
let browser: ApiBrowser;
beforeAll(async () => {
  api = await createApiInstance();
  owner = await api.addOrganisation();
  browser = await api.signIn(owner);
});
afterAll(async () => {
  await api.close();
});

const code = (status: number, name: string) => ({ status, json: { code: name } });

describe('Idempotency-Key', () => {
  it('gives the same answer for the same request and refuses another', async () => {
    const key = { 'idempotency-key': 'create-once-please' };
    const first = await browser.post('/envelopes', { title: 'A' }, key);
    const again = await browser.post('/envelopes', { title: 'A' }, key);
    expect(again).toMatchObject({ status: 201, json: { id: first.json.id } });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await browser.post('/envelopes', { title: 'B' }, key)).toMatchObject(
      code(409, 'idempotency-key-reused'),
    );
    expect(await browser.post('/envelopes', {}, { 'idempotency-key': 'short' })).toMatchObject(
      code(400, 'idempotency-key-invalid'),
    );
  });

  it('makes one of many at the same instant', async () => {
    const key = { 'idempotency-key': 'many-at-once' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => browser.post('/envelopes', { title: 'C' }, key)),
    );
    const made = new Set(answers.filter((one) => one.status === 201).map((one) => String(one.json.id)));
    expect(made.size).toBe(1);
    const rows = await api.database.query('admin', `SELECT id FROM envelope WHERE title = 'C'`);
    expect(rows).toHaveLength(1);
  });

  it('works for uploads by their content', async () => {
    const key = { 'idempotency-key': 'upload-once' };
    const pdf = smallPdf('idempotent');
    const first = await browser.upload('/documents', 'a.pdf', pdf, key);
    expect(first.status, first.text).toBe(201);
    expect((await browser.upload('/documents', 'a.pdf', pdf, key)).json.id).toBe(first.json.id);
    const other = await browser.upload('/documents', 'a.pdf', smallPdf('other'), key);
    expect(other).toMatchObject(code(409, 'idempotency-key-reused'));
  });

  it('is free again after a refusal', async () => {
    const key = { 'idempotency-key': 'refused-then-mended' };
    expect((await browser.post('/envelopes', { title: 7 }, key)).status).toBe(422);
    expect((await browser.post('/envelopes', { title: 'seven' }, key)).status).toBe(201);
  });

  it('belongs to its caller: another organisation starts afresh', async () => {
    const key = { 'idempotency-key': 'shared-by-chance' };
    const other = await api.signIn(await api.addOrganisation());
    const mine = await browser.post('/envelopes', { title: 'mine' }, key);
    const theirs = await other.post('/envelopes', { title: 'theirs' }, key);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.json.id).not.toBe(mine.json.id);
  });
});

describe('an upload', () => {
  it.each([
    ['pdf-empty', 422, new Uint8Array()],
    ['pdf-not-a-pdf', 422, new TextEncoder().encode('<html>not a pdf</html>')],
    ['pdf-damaged', 422, new TextEncoder().encode('%PDF-1.7\nthis is where it ends')],
    ['payload-too-large', 413, new Uint8Array(2 * 1_048_576 + 1)],
  ])('is refused with %s', async (name, status, bytes) => {
    expect(await browser.upload('/documents', 'x.pdf', bytes)).toMatchObject(code(status, name));
    expect(await api.database.query('admin', `SELECT id FROM document WHERE name = 'x.pdf'`)).toEqual([]);
  });

  it('keeps its name as data, never as a path', async () => {
    const answer = await browser.upload('/documents', '../../etc/\u202Epass\u0000wd".pdf', smallPdf('name'));
    expect(answer.status, answer.text).toBe(201);
    const file = await browser.get(`/documents/${String(answer.json.id)}/file`);
    const header = file.headers.get('content-disposition') ?? '';
    expect(header).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''/);
    expect(header).not.toContain('..');
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('shows its pages', async () => {
    const { json } = await browser.upload('/documents', 'pages.pdf', smallPdf('Hello page'));
    const image = await browser.get(`/documents/${String(json.id)}/pages/1.webp?width=200`);
    expect(image.headers.get('content-type')).toBe('image/webp');
    expect((await browser.get(`/documents/${String(json.id)}/pages/1/text`)).json.text).toContain(
      'Hello page',
    );
    expect(await browser.get(`/documents/${String(json.id)}/pages/2.webp`)).toMatchObject(
      code(404, 'pdf-page-missing'),
    );
    expect(await browser.get(`/documents/${String(json.id)}/pages/0.webp`)).toMatchObject(
      code(404, 'pdf-page-missing'),
    );
  });
});

describe('a request that cannot be served', () => {
  it('is told so in one form, with a stable code', async () => {
    const answer = await browser.post('/envelopes', {
      recipients: [{ key: '', name: 'x', email: 'x', role: 'boss' }],
    });
    expect(answer).toMatchObject({
      status: 422,
      json: {
        ...{
          type: '/problems/validation-failed',
          status: 422,
          instance: expect.stringMatching(/^urn:uuid:/),
        },
        errors: [{ pointer: '/recipients/0/key' }, { pointer: '/recipients/0/role' }],
      },
    });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-request-id')).toBeTruthy();
  });

  it.each<[string, number, RequestInit]>([
    ['body-malformed', 400, { body: '{"title":' }],
    [
      'unsupported-media-type',
      415,
      { body: 'title=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['unsupported-media-type', 415, { body: '{}', headers: { 'content-type': 'text/plain' } }],
    ['body-malformed', 400, { body: '{}', headers: { 'content-encoding': 'gzip' } }],
    ['validation-failed', 422, { body: JSON.stringify({ title: 'x\0' }) }],
    ['payload-too-large', 413, { body: JSON.stringify({ message: 'x'.repeat(2_200_000) }) }],
    ['validation-failed', 422, { body: '[]' }],
    ['validation-failed', 422, { body: 'null' }],
    ['validation-failed', 422, { body: JSON.stringify({ title: 'x', organisationId: 'y' }) }],
  ])('%s', async (name, status, init) => {
    const headers = {
      cookie: browser.cookieHeader(),
      origin: api.origin,
      'content-type': 'application/json',
      ...init.headers,
    };
    const answer = await fetch(`${api.origin}/api/v1/envelopes`, { method: 'POST', ...init, headers });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, name]);
  });

  it.each<[string, string, string[]]>([
    ['two files', 'Send one file in each request.', ['file', 'file']],
    ['a hundred fields', 'too many parts', [...Array.from({ length: 100 }, (_, n) => `field-${n}`), 'file']],
    ['no file', 'in the part “file”', ['title']],
  ])('refuses a form with %s', async (_what, sentence, parts) => {
    const form = new FormData();
    for (const part of parts) {
      if (part === 'file') form.append(part, new Blob([smallPdf(part)]), 'a.pdf');
      else form.append(part, 'x');
    }
    const headers = { cookie: browser.cookieHeader(), origin: api.origin };
    const answer = await fetch(`${api.origin}/api/v1/documents`, { method: 'POST', headers, body: form });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(sentence) });
  });

  it('finds nothing at unknown addresses and ids', async () => {
    for (const path of [
      '/nothing',
      '/envelopes/not-an-id',
      `/envelopes/${api.ids.uuid()}`,
      '/documents/%00',
      '/api/other',
    ]) {
      expect(await browser.get(path)).toMatchObject({ status: 404, json: { code: 'not-found' } });
    }
  });

  it('cuts off who never finishes their headers', async () => {
    const status = await new Promise((resolve) => {
      const slow = request(`${api.origin}/api/v1/envelopes`, {
        method: 'POST',
        headers: { 'content-length': '10' },
      });
      slow.on('error', () => resolve('cut'));
      slow.on('response', (response) => resolve(response.statusCode));
      slow.flushHeaders();
      setTimeout(() => slow.destroy(), 1_000);
    });
    expect(['cut', 401, 415]).toContain(status);
    expect((await api.browser().get('/healthz')).status).toBe(200);
  });
});

describe('accounts', () => {
  it('say who is signed in, until sign-out', async () => {
    const mine = await api.signIn(owner);
    expect((await mine.get('/me')).json).toMatchObject({
      role: 'owner',
      organisation: { name: 'Example Ltd' },
    });
    const stolen = { cookie: mine.cookieHeader() };
    expect((await api.browser().get('/me', stolen)).status).toBe(200);
    expect((await mine.post('/api/auth/sign-out')).status).toBe(200);
    expect((await api.browser().get('/me', stolen)).status).toBe(401);
    const forged = { cookie: stolen.cookie.replace(/.(?=[^.]*$)/, 'x') };
    expect((await api.browser().get('/me', forged)).status).toBe(401);
  });

  it('record each sign-in', async () => {
    const events = await api.database.query(
      'admin',
      `SELECT 1 FROM audit_event WHERE type = 'account.signed-in'`,
    );
    expect(events.length).toBeGreaterThan(0);
  });

  it('cannot be made by strangers, nor guessed without end', async () => {
    const sign = { name: 'Eve', email: 'eve@example.test', password: 'a long enough passphrase' };
    expect((await api.browser().post('/api/auth/sign-up/email', sign)).status).toBe(404);
    const someone = await api.addOrganisation();
    const guess = (password: string) =>
      api.browser().post('/api/auth/sign-in/email', { email: someone.email, password });
    const first = await guess('wrong');
    expect(first).toMatchObject({ status: 401, json: { code: 'sign-in-refused', status: 401 } });
    expect(first.headers.get('content-type')).toContain('application/problem+json');
    // Side by side: where a guess takes seconds, one after the other would be slow enough to be let through.
    const more = await Promise.all(Array.from({ length: 24 }, (_, i) => guess(`wrong ${i}`)));
    const refused = more.find(({ status }) => status === 429);
    expect(refused).toMatchObject({ json: { code: 'too-many-requests' } });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('make API keys that work by scope until they are revoked', async () => {
    const key = { 'idempotency-key': 'one-api-key' };
    const body = { name: 'CI', scopes: ['envelopes:read'] };
    const made = await browser.post('/api-keys', body, key);
    expect(made).toMatchObject({ status: 201, json: { secret: expect.stringMatching(/^sw_[\w-]{43}$/) } });
    const secret = String(made.json.secret);
    expect((await browser.post('/api-keys', body, key)).json).toMatchObject({
      id: made.json.id,
      secret: null,
    });
    const everything = await api.database.query(
      'admin',
      `SELECT (SELECT json_agg(k)::text FROM api_key k) || (SELECT json_agg(i)::text FROM idempotency_key i) AS text`,
    );
    expect(String(everything[0]?.text)).not.toContain(secret);
    const program = new ApiBrowser(api.origin, secret);
    expect((await program.get('/envelopes')).status).toBe(200);
    expect(await program.post('/envelopes', {})).toMatchObject(code(403, 'scope-missing'));
    expect(await program.get('/api-keys')).toMatchObject(code(403, 'forbidden'));
    expect((await browser.send(`/api-keys/${String(made.json.id)}`, { method: 'DELETE' })).status).toBe(204);
    expect(await program.get('/envelopes')).toMatchObject(code(401, 'api-key-invalid'));
  });
});

describe('answers', () => {
  it('carry the headers that keep browsers from guessing, framing and leaking', async () => {
    const { headers } = await browser.get('/me');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('include a docs page made of our own files', async () => {
    const page = await api.browser().get('/api/docs');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    for (const [, path = ''] of page.text.matchAll(/(?:src|href)="(\/api\/docs\/[^"]+)"/g)) {
      expect((await api.browser().get(path)).status, path).toBe(200);
    }
    expect((await api.browser().get('/api/docs/assets/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('say what is missing before the platform is ready', async () => {
    const ready = await api.browser().get('/readyz');
    expect(ready).toMatchObject({
      status: 503,
      json: {
        checks: {
          database: { state: 'ok' },
          migrations: { state: 'ok' },
          sealer: { state: 'ok' },
          worker: { state: 'fail' },
        },
      },
    });
  });
});
