// npm run check: everything that needs no services, in seconds.
import { report, runChecks } from './checks/run-checks.mjs';
import { STATIC_CHECKS, UNIT_TESTS } from './checks/static-checks.mjs';
import { ensureOsPackages } from './os-packages.mjs';
import { OPENSSL } from './stack/os-programs.mjs';

report(
  await runChecks([
    { title: 'programs of the operating system', run: installOpenssl },
    ...STATIC_CHECKS,
    UNIT_TESTS,
  ]),
);

/** The unit tests have their timestamps from it; the other programs only look on, and tests say when one is missing. */
async function installOpenssl() {
  ensureOsPackages([OPENSSL]);
  return null;
}
