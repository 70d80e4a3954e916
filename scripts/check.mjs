// npm run check: everything that needs no services, in seconds.
import { report, runChecks } from './checks/run-checks.mjs';
import { STATIC_CHECKS, UNIT_TESTS } from './checks/static-checks.mjs';

report(await runChecks([...STATIC_CHECKS, UNIT_TESTS]));
