import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generatePrismaClient } from '../stack/build.mjs';
import { REPOSITORY } from '../toolchain/paths.mjs';
import { checkArchitecture, checkArchitectureRules } from './architecture.mjs';
import { runTool } from './run-tool.mjs';
import { runVitest } from './run-vitest.mjs';

/** What every program reads the built types of. */
const PACKAGES = ['packages/signing-core', 'packages/audit', 'packages/verifier'];

/**
 * Programs type-checked beside `tsc -b`: they are built by other tools, or (the verifier without Node's types, where
 * `Buffer` is no name) checked a second time.
 */
const OTHER_PROGRAMS = [
  'apps/web/tsconfig.json',
  'e2e/tsconfig.json',
  'packages/signing-core/tsconfig.browser.json',
];

/**
 * The compiler works on one core, so what does not read what it writes runs beside it; the others follow the packages'
 * built types.
 *
 * @type {(import('./run-checks.mjs').Check | import('./run-checks.mjs').Check[])[]}
 */
export const STATIC_CHECKS = [
  [
    { title: 'format and lint (biome)', run: tool('biome', ['ci', '--colors=off', '--error-on-warnings']) },
    { title: 'architecture rules can fail', run: checkArchitectureRules },
    { title: 'types', run: checkTypes },
  ],
  [
    { title: 'typed lint (oxlint)', run: tool('oxlint', ['--type-aware']) },
    { title: 'architecture', run: checkArchitecture },
    { title: 'unused files, exports and packages (knip)', run: tool('knip', ['--no-progress']) },
  ],
];

/** @type {import('./run-checks.mjs').Check} */
export const UNIT_TESTS = { title: 'unit tests', run: () => runVitest('unit', { secondTry: true }) };

function tool(name, args) {
  return async () => complaint(await runTool(name, args));
}

function complaint({ code, stdout, stderr }) {
  return code === 0 ? null : `${stdout}${stderr}` || `exit code ${code}`;
}

async function checkTypes() {
  await generatePrismaClient();
  const built = complaint(await runTool('tsc', ['-b', ...PACKAGES]));
  if (built) return built;
  const programs = OTHER_PROGRAMS.filter((path) => existsSync(join(REPOSITORY, path)));
  const runs = [['-b'], ...programs.map((path) => ['-p', path, '--noEmit'])];
  const complaints = await Promise.all(runs.map(async (args) => complaint(await runTool('tsc', args))));
  return complaints.filter(Boolean).join('\n') || null;
}
