// npm run test:conformance: what Sealwright seals, at every level with every algorithm, before judges that npm test has
// no time for or cannot install everywhere (PDFBox with BouncyCastle, pyHanko); then every file of ../shared/corpus: taken
// in, filled in with every kind of field, sealed, and held against what came. A judge that is missing is named loudly.
// "N passed, N failed" is the last line; the exit code is 0 when nothing failed, 1 when something did, 64 when called wrongly.
import { resolve } from 'node:path';
import { readArguments, wholeNumber } from './checks/read-arguments.mjs';
import { report, runChecks } from './checks/run-checks.mjs';
import { runVitest } from './checks/run-vitest.mjs';
import { sumCounts } from './checks/test-counts.mjs';
import { tryFiles } from './checks/try-files.mjs';
import { ensureOsPackages } from './os-packages.mjs';
import { build } from './stack/build.mjs';
import { JAVA_JUDGES, MUPDF, OPENSSL, PDF_TOOLS } from './stack/os-programs.mjs';

const USAGE = `Usage: npm run test:conformance [-- PATH… [--parallel N] [--pages N] [--answers FILE]]
  PATH            a PDF, or a folder with PDFs: these and nothing else; without, everything and ../shared/corpus
  --parallel N    files at the same time; 2
  --pages N       pages looked at of each file; 6
  --answers FILE  gets a line of JSON for each file; begun again with it, a run goes on where it was ended`;

const OPTIONS = {
  parallel: { type: 'string', default: '2' },
  pages: { type: 'string', default: '6' },
  answers: { type: 'string' },
};

const { paths, ...options } = readArguments(USAGE, OPTIONS, ({ values, positionals }) => {
  const parallel = wholeNumber(values.parallel, 1);
  const mostPages = wholeNumber(values.pages, 1);
  if (parallel === null || mostPages === null) return 'N is a whole number from 1 on.';
  const answersPath =
    values.answers === undefined ? null : resolve(process.env.INIT_CWD ?? '.', values.answers);
  return { paths: positionals, parallel, mostPages, answersPath };
});

const prepared = await runChecks([
  { title: 'programs of the operating system', run: installPrograms },
  { title: 'build', run: buildServer },
]);
// What an earlier build left behind is not what is here now.
report(prepared.failed > 0 ? prepared : sumCounts([prepared, await judge()]));

function judge() {
  return runChecks([
    ...(paths.length > 0 ? [] : [{ title: 'conformance', run: () => runVitest('conformance') }]),
    { title: 'files, filled in and sealed', run: () => tryFiles(paths, options) },
  ]);
}

async function installPrograms() {
  ensureOsPackages([OPENSSL, ...PDF_TOOLS, MUPDF]);
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
