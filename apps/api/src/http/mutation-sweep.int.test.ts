import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_AUTH_ROUTES } from '../features/accounts/auth-routes.js';
import type { ApiAnswer } from '../testing/api-browser.js';
import { type ApiInstance, createApiInstance } from '../testing/api-instance.js';
import { freePort } from '../testing/free-port.js';
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
  api = await createApiInstance(await freePort());
  shared = await newWorld(api);
  watch = await WriteWatch.begin(api.database);
});
afterAll(async () => {
  await api?.close();
});

const worldFor = (mutation: object) => ('alone' in mutation ? newWorld(api) : shared);
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

function servedMutations(): string[] {
  const own = api.routes
    .filter(({ method }) => method !== 'GET')
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
