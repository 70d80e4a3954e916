// npm run test:conformance: what Sealwright seals, at every level with every algorithm, before judges that npm test has
// no time for or cannot install everywhere (PDFBox with BouncyCastle, pyHanko); then every file of ../shared/corpus: taken
// in, filled in with every kind of field, sealed, and held against what came. A judge that is missing is named loudly.
// "N passed, N failed" is the last line.
//
//   npm run test:conformance -- FOLDER…              files of these folders, and nothing else
//     --parallel 2   files at the same time          --pages 6   pages looked at of each file
//     --answers FILE a line of JSON for each file; begun again with it, a run goes on where it was ended
import { parseArgs } from 'node:util';
import { report, runChecks } from './checks/run-checks.mjs';
import { runVitest } from './checks/run-vitest.mjs';
import { tryFolders } from './checks/try-folders.mjs';
import { ensureOsPackages } from './os-packages.mjs';
import { build } from './stack/build.mjs';
import { JAVA_JUDGES, OPENSSL, PDF_TOOLS } from './stack/os-programs.mjs';

const { values, positionals: folders } = parseArgs({
  options: {
    parallel: { type: 'string', default: '2' },
    pages: { type: 'string', default: '6' },
    answers: { type: 'string' },
  },
  allowPositionals: true,
});

report(
  await runChecks([
    { title: 'programs of the operating system', run: installPrograms },
    { title: 'build', run: buildServer },
    ...(folders.length > 0 ? [] : [{ title: 'conformance', run: () => runVitest('conformance') }]),
    { title: 'files, filled in and sealed', run: () => tryFolders(folders, values) },
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

async function buildServer() {
  await build({ parts: ['server'], report: console.log });
  return null;
}
