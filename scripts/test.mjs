// npm test: everything. Installs what it needs from the OS, starts the services it needs on free ports, and prints
// "N passed, N failed" as its last line.
import { runBrowserTests } from './checks/run-browser-tests.mjs';
import { report, runChecks } from './checks/run-checks.mjs';
import { runVitest } from './checks/run-vitest.mjs';
import { STATIC_CHECKS, UNIT_TESTS } from './checks/static-checks.mjs';
import { ensureOsPackages } from './os-packages.mjs';
import { freePortBase } from './processes/free-ports.mjs';
import { startTestServices } from './services/test-services.mjs';
import { API_PROGRAMS, build } from './stack/build.mjs';
import { REDIS, SOFTHSM, TEST_PROGRAMS } from './stack/os-programs.mjs';

const SERVICE_PORTS = 4;
/** Integration test files that run side by side, each with services of its own: many of them mostly wait for processes. */
const SERVICE_SETS = 2;

const CHECKS = [
  { title: 'programs of the operating system', run: installPrograms },
  ...STATIC_CHECKS,
  UNIT_TESTS,
  // Before the integration tests: evidence packages carry the verifier's page, which only a build makes.
  { title: 'production build', run: buildAll },
  {
    title: 'integration tests',
    run: () => runVitest('integration', { secondTry: true, around: withServices }),
  },
  { title: 'browser tests', run: runBrowserTests },
];

report(await runChecks(CHECKS));

async function installPrograms() {
  ensureOsPackages([REDIS, SOFTHSM, ...TEST_PROGRAMS]);
  return null;
}

async function buildAll() {
  await build({ report: console.log });
  return null;
}

/** Files tried again find services nobody has used, and one set of them: so they run one after the other. */
async function withServices({ alone }, run) {
  const count = alone ? 1 : SERVICE_SETS;
  const base = await freePortBase(SERVICE_PORTS * count);
  const starts = Array.from({ length: count }, (_, index) =>
    startTestServices({ portBase: base + index * SERVICE_PORTS }),
  );
  const started = await Promise.allSettled(starts);
  const sets = started.flatMap(({ value }) => value ?? []);
  try {
    const failed = started.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    const TEST_SERVICE_SETS = JSON.stringify(sets.map(({ env }) => env));
    return await run({ ...process.env, TEST_API_PROGRAMS: API_PROGRAMS, TEST_SERVICE_SETS });
  } finally {
    await Promise.all(sets.map((set) => set.stop()));
  }
}
