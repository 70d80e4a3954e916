import { defineConfig, devices } from '@playwright/test';

// Offline by construction: the browser resolves no name but the platform's own.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--no-first-run',
  '--no-default-browser-check',
  '--metrics-recording-only',
  '--disable-domain-reliability',
  '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * `npm test` starts the platform and sets E2E_* and CHROMIUM (scripts/checks/run-browser-tests.mjs). Each test chooses
 * phone or desktop itself (support/test.ts): an act belongs to one of them, and running everything twice would not.
 */
export default defineConfig({
  testDir: './specs',
  outputDir: './test-results',
  workers: 2,
  fullyParallel: true,
  timeout: 180_000,
  // Generous, because a busy machine is not a broken product; what passes does not wait.
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  // A second try on a busy machine is reported as flaky, by name; a broken product fails twice.
  retries: process.env.CI ? 1 : 0,
  // What an administrator declares holds for everybody: after the others and one after the other, not beside them.
  projects: [
    { name: 'platform', testIgnore: /admin-/ },
    { name: 'administration', testMatch: /admin-/, dependencies: ['platform'], workers: 1 },
  ],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.E2E_BASE_URL ?? 'http://localhost:3000',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args },
    // A picture of the DOM around every key press costs more than the press; screenshots tell enough.
    trace: { mode: 'retain-on-failure', snapshots: false },
  },
});
