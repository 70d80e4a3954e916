import { type Browser, type BrowserContext, test as base, devices, type Page } from '@playwright/test';
import { SenderApi } from './api.js';

/** The phone everybody has: 390 × 844 CSS pixels, fingers, no mouse. */
export const phone = {
  ...devices['Pixel 7'],
  viewport: { width: 390, height: 844 },
  screen: { width: 390, height: 844 },
  deviceScaleFactor: 2,
} as const;

export const desktop = { viewport: { width: 1440, height: 900 } } as const;

interface Fixtures {
  /** A desktop page of the signed-in sender. */
  readonly senderPage: Page;
  /** Opens a page of somebody new; closed with the test. */
  readonly newVisitor: (options?: Parameters<Browser['newContext']>[0]) => Promise<Page>;
}

interface WorkerFixtures {
  /** The sender by API; signs in once for all tests of a worker (the platform limits sign-ins per account). */
  readonly api: SenderApi;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  api: [
    // Playwright reads a fixture's needs from this pattern, so it has to be there.
    async ({ browserName: _browserName }, use) => use(await SenderApi.signIn()),
    { scope: 'worker' },
  ],
  senderPage: async ({ newVisitor, api }, use) => {
    await use(await newVisitor({ ...desktop, storageState: await api.storageState() }));
  },
  newVisitor: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), ...options });
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect } from '@playwright/test';
