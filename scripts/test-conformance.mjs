// npm run test:conformance: what Sealwright seals, at every level with every algorithm, before judges that npm test has
// no time for or cannot install everywhere (PDFBox with BouncyCastle, pyHanko). A judge that is missing is named loudly.
// "N passed, N failed" is the last line.
import { report, runChecks } from './checks/run-checks.mjs';
import { runVitest } from './checks/run-vitest.mjs';
import { ensureOsPackages } from './os-packages.mjs';
import { build } from './stack/build.mjs';
import { JAVA_JUDGES, OPENSSL, PDF_TOOLS } from './stack/os-programs.mjs';

report(
  await runChecks([
    { title: 'programs of the operating system', run: installPrograms },
    { title: 'conformance', run: runConformance },
  ]),
);

async function installPrograms() {
  ensureOsPackages([OPENSSL, ...PDF_TOOLS]);
  try {
    ensureOsPackages([JAVA_JUDGES]);
  } catch (error) {
    console.error(`${error.message} Without them PDFBox and BouncyCastle are skipped.`);
  }
  return null;
}

async function runConformance() {
  await build({ parts: ['server'], report: console.log });
  return runVitest('conformance');
}
