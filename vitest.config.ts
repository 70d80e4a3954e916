import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { TestRecord } from './scripts/checks/test-record.mjs';

const SOURCES = ['packages/*/src', 'apps/*/src', 'apps/web/*', 'scripts', 'prisma', 'e2e/support'];
const EXCLUDED = ['**/node_modules/**', '**/dist/**', '**/.next/**', '**/generated/**'];

const SERVICE_SETS = JSON.parse(process.env.TEST_SERVICE_SETS ?? '[]') as unknown[];

/** Set by `npm test`, which reads it. */
const REPORT = process.env.TEST_REPORT;

const SAME_CASES = 'scripts/checks/fix-property-seed.mjs';

// An answer that is waited for by asking again: a busy machine is not a broken product, and what is right does not wait.
const PATIENT = { poll: { timeout: 60_000 } };

const filesEnding = (ending: string) => SOURCES.map((folder) => `${folder}/**/*.${ending}`);

// Workspace packages resolve to their built `dist`, as they do at run time: run `tsc -b` first.
export default defineConfig({
  test: {
    reporters: REPORT ? [new TestRecord(REPORT)] : ['default'],
    projects: [
      {
        // The web's own alias (apps/web/tsconfig.json).
        resolve: { alias: { '@': fileURLToPath(new URL('apps/web/src', import.meta.url)) } },
        test: {
          name: 'unit',
          setupFiles: [SAME_CASES],
          testTimeout: 30_000,
          expect: PATIENT,
          // A quarter of the time went into loading the same modules for each file. What a test replaces is put back.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          unstubGlobals: true,
          include: filesEnding('test.{ts,tsx,mjs}'),
          exclude: [...EXCLUDED, '**/*.int.test.*', '**/*.conformance.test.*'],
        },
      },
      {
        test: {
          name: 'integration',
          include: filesEnding('int.test.{ts,mjs}'),
          exclude: EXCLUDED,
          // Two files side by side need a PostgreSQL, Redis and token folder each (npm test starts them so).
          fileParallelism: SERVICE_SETS.length > 1,
          maxWorkers: Math.max(SERVICE_SETS.length, 1),
          setupFiles: [SAME_CASES, 'scripts/services/take-service-set.mjs'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: PATIENT,
        },
      },
      {
        // npm run test:conformance only.
        test: {
          name: 'conformance',
          include: filesEnding('conformance.test.ts'),
          exclude: EXCLUDED,
          // Each case waits for another program.
          testTimeout: 120_000,
        },
      },
    ],
  },
});
