import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../toolchain/paths.mjs';
import { PLANTED_VIOLATIONS, TOY_FILES, TOY_LIBRARIES } from './architecture-violations.mjs';
import { runTool } from './run-tool.mjs';

const RULES = join(REPOSITORY, '.dependency-cruiser.mjs');
const SOURCES = [
  'packages/audit/src',
  'packages/signing-core/src',
  'packages/verifier/src',
  'apps/api/src',
  'apps/cli/src',
  'apps/web/src',
  'prisma',
  'scripts',
];
/** A cruise that sees fewer modules has lost its eyes: with an unsuitable compiler it reports 0 modules and success. */
const FEWEST_MODULES = 300;

/** A test may look into a neighbouring folder that looks into this one: between folders only sources count. */
const FOLDER_RULES = new Set(['no-folder-cycles']);
const TESTS = '[.](test|int[.]test|spec)[.](tsx?|mjs)$|/testing/';

/** The rules hold in this repository. @returns {Promise<string | null>} what is wrong, or null */
export async function checkArchitecture() {
  const sources = SOURCES.filter((path) => existsSync(join(REPOSITORY, path)));
  const everything = await cruise(REPOSITORY, RULES, sources);
  const withoutTests = await cruise(REPOSITORY, RULES, ['--exclude', TESTS, ...sources]);
  const failure = everything.failure ?? withoutTests.failure;
  if (failure) return failure;
  const { totalCruised } = everything.summary;
  if (totalCruised < FEWEST_MODULES) {
    return `Only ${totalCruised} modules were seen; at least ${FEWEST_MODULES} are expected. Is TypeScript older than 7?`;
  }
  const violations = [
    ...everything.summary.violations.filter(({ rule }) => !FOLDER_RULES.has(rule.name)),
    ...withoutTests.summary.violations.filter(({ rule }) => FOLDER_RULES.has(rule.name)),
  ];
  return violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).join('\n') || null;
}

/**
 * Every rule can fail: in a toy workspace with one planted violation per rule each is reported, and without them none.
 *
 * @returns {Promise<string | null>}
 */
export async function checkArchitectureRules() {
  const toy = realpathSync(mkdtempSync(join(tmpdir(), 'sealwright-architecture-')));
  try {
    const rules = layOutToy(toy);
    const clean = await cruise(toy, rules, ['packages', 'apps']);
    if (clean.failure) return clean.failure;
    if (clean.summary.violations.length > 0)
      return `The legal toy workspace is reported: ${namesIn(clean.summary).join(', ')}`;
    const { default: configured } = await import(RULES);
    plant(toy);
    const planted = await cruise(toy, rules, ['packages', 'apps']);
    if (planted.failure) return planted.failure;
    const reported = new Set(namesIn(planted.summary));
    const silent = configured.forbidden
      .map(({ name }) => name)
      .filter((name) => !PLANTED_VIOLATIONS[name] || !reported.has(name));
    return silent.length > 0
      ? `These rules did not report their planted violation: ${silent.join(', ')}`
      : null;
  } finally {
    rmSync(toy, { recursive: true, force: true });
  }
}

const namesIn = (summary) => summary.violations.map(({ rule }) => rule.name);

async function cruise(cwd, rules, sources) {
  const { stdout, stderr } = await runTool(
    'depcruise',
    ['--config', rules, '--output-type', 'json', ...sources],
    { cwd },
  );
  try {
    return { summary: JSON.parse(stdout).summary, failure: null };
  } catch {
    return { summary: null, failure: stderr || stdout || 'dependency-cruiser gave no answer' };
  }
}

function layOutToy(toy) {
  const rules = join(toy, '.dependency-cruiser.mjs');
  cpSync(RULES, rules);
  for (const name of ['tsconfig.base.json', 'tsconfig.architecture.json'])
    cpSync(join(REPOSITORY, name), join(toy, name));
  const dependencies = Object.fromEntries(
    TOY_LIBRARIES.filter((name) => name !== 'undeclared').map((name) => [name, '1.0.0']),
  );
  write(join(toy, 'package.json'), JSON.stringify({ name: 'toy', type: 'module', dependencies }));
  for (const name of TOY_LIBRARIES) {
    write(
      join(toy, 'node_modules', name, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    write(join(toy, 'node_modules', name, 'index.js'), 'module.exports = {};\n');
  }
  for (const file of TOY_FILES) write(join(toy, file), 'export const here = true;\n');
  return rules;
}

function plant(toy) {
  for (const [file, imported] of Object.values(PLANTED_VIOLATIONS).flat()) {
    write(join(toy, file), `${imported ? `import '${imported}';\n` : ''}export const planted = true;\n`);
  }
}

function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
