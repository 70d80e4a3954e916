import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_AUTH_ROUTES } from '../features/accounts/auth-routes.js';
import type { ApiAnswer } from '../testing/api-browser.js';
import { type ApiInstance, createApiInstance } from '../testing/api-instance.js';
import { mutations } from '../testing/mutations/index.js';
import { newWorld, type World } from '../testing/mutations/mutation.js';
import { WriteWatch } from '../testing/write-watch.js';

/**
 * Promise 3, route by route: every change of state writes its events in its own transaction. The routes are read from the
 * running application, the writes from the database itself, and each route is performed for real, once as it should
 * be and once with a record that cannot be written.
 */
let api: ApiInstance;
let watch: WriteWatch;
let shared: World;
beforeAll(async () => {
  api = await createApiInstance();
  shared = await newWorld(api);
  watch = await WriteWatch.begin(api.database);
});
afterAll(async () => {
  await api?.close();
});

const worldFor = (mutation: object) => ('alone' in mutation ? newWorld(api) : shared);

/** What an answer did not wait for is written, or was never going to be: nobody is at work in the database, twice in a row. */
async function settled(): Promise<void> {
  const atWork = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = 'sealwright_app'
    AND state <> 'idle'`;
  for (let calm = 0; calm < 2; ) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    calm = (await api.database.query('admin', atWork)).length === 0 ? calm + 1 : 0;
  }
}

function servedMutations(): string[] {
  const own = api.routes
    .filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
    .map(({ method, path }) => `${method} ${path}`);
  const accounts = [...OPEN_AUTH_ROUTES].filter((route) => !route.startsWith('GET '));
  return [...own, ...accounts.map((route) => route.replace(' ', ' /api/auth'))].sort();
}

it('knows every mutating route that is served, and no other', () => {
  expect(servedMutations().length).toBeGreaterThan(30);
  expect(Object.keys(mutations).sort()).toEqual(servedMutations());
});

describe.each(Object.entries(mutations))('%s', (_route, mutation) => {
  it('commits its change and its events together', async () => {
    const act = await mutation.arrange(await worldFor(mutation));
    await settled();
    let answer: ApiAnswer | null = null;
    const written = await watch.during(async () => {
      answer = await act();
      await settled();
    });
    expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300) });
    if ('writesNothing' in mutation) {
      expect(written).toEqual([]);
      return;
    }
    expect(written.map(({ events }) => events)).toEqual(mutation.transactions);
  });

  if ('writesNothing' in mutation) return;
  it('changes nothing when its events cannot be written', async () => {
    const act = await mutation.arrange(await worldFor(mutation));
    await settled();
    let answer: ApiAnswer | null = null;
    const written = await watch.during(() =>
      watch.withoutRecord(async () => {
        answer = await act();
        await settled();
      }),
    );
    expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status >= 500) });
    expect(written).toEqual([]);
  });
});

describe('GET', () => {
  /** Written down although it is a GET: why that is no change of state. */
  const noted: Readonly<Record<string, readonly string[]>> = {
    // That the page behind a link was loaded, once for each link and kind of agent; it is no view.
    'GET /api/v1/signing/link': ['recipient.link-fetched'],
  };

  it('changes nothing, whatever is asked and by whomever', async () => {
    const story = await shared.story().sent();
    const signer = await story.signer(0);
    const token = await story.link(0);
    const document = (story.envelope.documents as unknown as { id: string }[])[0]?.id ?? '';
    const gets = api.routes.filter(
      ({ method, operation }) => method === 'GET' && operation?.file !== 'text/event-stream',
    );
    expect(gets.length).toBeGreaterThan(25);
    for (const { path, policy } of gets) {
      const id = path.includes('/documents/') ? document : story.id;
      const filled = path.replace(':kind', 'original').replace(':pageNumber', '1').replace(/:\w+/, id);
      const caller =
        policy?.who === 'signer' ? signer : policy?.who === 'everyone' ? api.browser() : shared.owner;
      const statuses: number[] = [];
      const written = await watch.during(async () => {
        for (let i = 0; i < 2; i += 1) {
          statuses.push((await caller.send(filled, { headers: { 'x-signing-link': token } })).status);
        }
        await settled();
      });
      const route = `GET ${path}`;
      expect([route, statuses.includes(500)]).toEqual([route, false]);
      expect([route, written.flatMap(({ events }) => events)]).toEqual([route, noted[route] ?? []]);
      expect([route, written.flatMap(({ tables }) => tables)]).toEqual([
        route,
        route in noted ? ['link_fetch'] : [],
      ]);
    }
  });
});
