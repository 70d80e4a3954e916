import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiBrowser } from '../testing/api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from '../testing/api-instance.js';
import { ApiStory } from '../testing/api-story.js';
import { assertEveryRouteDeclared } from './policy-check.js';
import type { Route } from './route-table.js';

/**
 * Every route of the router × everyone who must not get in. The list is read from the running application, so a new
 * route is swept without anybody thinking of it.
 */
let api: ApiInstance;
let owner: TestUser;
let story: ApiStory;
let strangers: Record<
  'anonymous' | 'signer' | 'plainMember' | 'auditor' | 'otherOwner' | 'scopeless',
  ApiBrowser
>;

beforeAll(async () => {
  api = await createApiInstance();
  owner = await api.addOrganisation();
  story = await new ApiStory(api, await api.signIn(owner), owner).sent();
  strangers = {
    anonymous: api.browser(),
    signer: await story.signer(0),
    plainMember: await api.signIn(await api.addUser(owner.organisationId, 'member')),
    auditor: await api.signIn(await runningAuditor()),
    otherOwner: await api.signIn(await api.addOrganisation()),
    scopeless: new ApiBrowser(api.origin, await insertKey(api, owner)),
  };
});
afterAll(async () => {
  await api.close();
});

async function runningAuditor(): Promise<TestUser> {
  const user = await api.addUser(owner.organisationId, 'auditor');
  await api.database.query(
    'admin',
    `SELECT set_config('app.organisation', '${user.organisationId}', false);
     INSERT INTO auditor_grant (id, organisation_id, user_id, reason, granted_by, starts_at, expires_at)
     VALUES ('${api.ids.uuid()}', '${user.organisationId}', '${user.userId}', 'Audit', '${owner.userId}', now(),
       now() + interval '1 day')`,
  );
  return user;
}

/** A key without any scope; the API itself refuses to make one. */
async function insertKey(instance: ApiInstance, user: TestUser): Promise<string> {
  const secret = `sw_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(secret).digest('hex');
  await instance.database.query(
    'admin',
    `SELECT set_config('app.organisation', '${user.organisationId}', false);
     INSERT INTO api_key (id, organisation_id, created_by, name, prefix, secret_hash, scopes)
     VALUES ('${instance.ids.uuid()}', '${user.organisationId}', '${user.userId}', 'none', 'sw_', '\\x${hash}', '{}')`,
  );
  return secret;
}

/** The path with ids that exist in the owner's organisation where there are any. */
function pathOf(route: Route): string {
  const isEnvelope = route.path.includes('/envelopes/:id');
  const document = (story.envelope.documents as unknown as { id: string }[])[0]?.id ?? '';
  const id = isEnvelope ? story.id : route.path.includes('/documents/:id') ? document : api.ids.uuid();
  return route.path
    .replace(':recipientId', story.recipientId(0))
    .replace(':pageNumber', '1')
    .replace(':kind', 'original')
    .replace(':id', id)
    .replace(/:\w+/g, 'x');
}

async function ask(browser: ApiBrowser, route: Route): Promise<number> {
  const method = route.method;
  const headers = { 'if-match': '"1"', 'tus-resumable': '1.0.0' };
  const path = pathOf(route);
  if (route.takesUpload) return (await browser.upload(path, 'a.pdf', new Uint8Array([1]), headers)).status;
  const body = isRead(route) || method === 'DELETE' ? undefined : {};
  return (await browser.send(path, { method, headers, ...(body && { body }) })).status;
}

const who = (...names: string[]) => api.routes.filter((route) => names.includes(route.policy?.who ?? ''));
const isRead = ({ method }: Route) => ['GET', 'HEAD', 'OPTIONS'].includes(method);
const label = (route: Route) => `${route.method} ${route.path}`;

async function sweep(routes: readonly Route[], browser: ApiBrowser): Promise<Map<string, number>> {
  expect(routes.length).toBeGreaterThan(0);
  const statuses = new Map<string, number>();
  for (const route of routes) statuses.set(label(route), await ask(browser, route));
  return statuses;
}

const others = (statuses: Map<string, number>, allowed: readonly number[]) =>
  [...statuses].filter(([, status]) => !allowed.includes(status));

describe('every route', () => {
  it('declares a policy; one that does not stops the start', () => {
    expect(api.routes.length).toBeGreaterThan(40);
    assertEveryRouteDeclared(api.routes);
    const [first] = api.routes;
    if (first === undefined) throw new Error('No routes.');
    expect(() => assertEveryRouteDeclared([{ ...first, policy: undefined }])).toThrow(first.path);
  });

  it('that needs somebody answers 401 to nobody', async () => {
    const statuses = await sweep(
      who('member', 'admin', 'signer', 'auditor', 'anybody-here'),
      strangers.anonymous,
    );
    expect(others(statuses, [401])).toEqual([]);
  });

  it('of members answers 401 to a signer, and of signers 401 to a member', async () => {
    expect(others(await sweep(who('member', 'admin'), strangers.signer), [401])).toEqual([]);
    expect(others(await sweep(who('signer'), strangers.otherOwner), [401])).toEqual([]);
  });

  it('of administrators answers 403 to a plain member, and to every API key', async () => {
    expect(others(await sweep(who('admin', 'auditor'), strangers.plainMember), [403])).toEqual([]);
    expect(others(await sweep(who('admin', 'auditor'), strangers.scopeless), [403])).toEqual([]);
  });

  it('but those of the evidence answers 403 to an auditor whose time runs', async () => {
    expect(who('auditor').length).toBeGreaterThan(8);
    expect(others(await sweep(who('member', 'admin'), strangers.auditor), [403])).toEqual([]);
    const open = await sweep(who('auditor', 'anybody-here'), strangers.auditor);
    expect([...open].filter(([, status]) => status === 401 || status === 403)).toEqual([]);
  });

  it('with a scope answers 403 to a key without it', async () => {
    const scoped = who('member').filter(
      (route) => route.policy?.who === 'member' && route.policy.scope !== null,
    );
    expect(others(await sweep(scoped, strangers.scopeless), [403])).toEqual([]);
  });

  it('that names something of another organisation answers as if it did not exist', async () => {
    const naming = who('member', 'auditor').filter((route) => /:(id|recipientId)/.test(route.path));
    const statuses = await sweep(naming, strangers.otherOwner);
    // Taking files by GET is for API keys alone: a session is refused before anything is looked up.
    statuses.delete('GET /api/v1/envelopes/:id/files/:kind');
    // 415, 422: refused for its form before anything was looked up.
    expect(others(statuses, [404, 415, 422])).toEqual([]);
    expect([...statuses.values()].filter((status) => status === 404).length).toBeGreaterThan(10);
  });

  it('refuses writes from another site, although the cookie is there', async () => {
    const writes = who('member', 'admin', 'signer', 'auditor').filter((route) => !isRead(route));
    const foreign = { origin: 'https://evil.example', 'if-match': '"1"' };
    for (const route of writes) {
      const browser = route.policy?.who === 'signer' ? strangers.signer : story.sender;
      const answer = await browser.send(pathOf(route), { method: route.method, headers: foreign });
      expect([label(route), answer.status, String(answer.json.code)]).toEqual([
        label(route),
        403,
        'origin-refused',
      ]);
    }
  });

  it('is described in OpenAPI 3.1, and nothing else is', async () => {
    const { json } = await api.browser().get('/openapi.json');
    expect(json).toMatchObject({ openapi: '3.1.1' });
    const described = Object.entries(json.paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const served = api.routes.filter((route) => route.path.startsWith('/api/v1')).map(label);
    expect(described.sort()).toEqual(served.sort());
    const references = [...JSON.stringify(json).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      (match) => match[1],
    );
    const schemas = Object.keys((json.components as { schemas?: object } | undefined)?.schemas ?? {});
    expect(references.filter((name) => name !== undefined && !schemas.includes(name))).toEqual([]);
  });
});
