import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../toolchain/paths.mjs';

const WORDS_SHOWN = 30;
const STAMPS = join(REPOSITORY, 'node_modules', '.cache', 'sealwright');
const NOT_SOURCES = new Set(['node_modules', 'dist', '.next', 'generated', 'coverage', 'next-env.d.ts']);
const STANDALONE = join(REPOSITORY, 'apps/web/.next/standalone/apps/web');

/** The web process's program, made by {@link build}. */
export const WEB_SERVER = join(STANDALONE, 'server.js');

/** Where {@link build} puts main.js, worker.js and sealer.js, each one file. */
export const API_PROGRAMS = join(REPOSITORY, 'apps/api/dist/bundle');

const VERIFIER_PAGE = join(REPOSITORY, 'packages/verifier/dist/verifier.html');

const PARTS = {
  server: {
    title: 'api, command line and verifier',
    sources: [
      'packages',
      'apps/api',
      'apps/cli',
      'prisma/schema.prisma',
      'tsconfig.json',
      'tsconfig.base.json',
      'pnpm-lock.yaml',
    ],
    products: [
      VERIFIER_PAGE,
      ...['main', 'worker', 'sealer'].map((name) => join(API_PROGRAMS, `${name}.js`)),
    ],
    run: buildServer,
  },
  web: {
    title: 'web',
    // Of the packages it shows the verifier's page, as built by the other part.
    sources: ['apps/web', 'packages', 'pnpm-lock.yaml'],
    products: [WEB_SERVER],
    run: buildWeb,
  },
};

/**
 * Builds what has changed since the last build; the comparison is by content, so a branch switched forth and back
 * builds nothing. `report` gets one line per part that is built. Throws with the compiler's words when one fails.
 *
 * @param {{ parts?: (keyof typeof PARTS)[], report: (line: string) => void, signal?: AbortSignal }} options
 */
export async function build({ parts = ['server', 'web'], report, signal }) {
  for (const name of parts) {
    const { title, sources, products, run } = PARTS[name];
    const stamp = join(STAMPS, `built-${name}`);
    const wanted = contentDigest(sources);
    const isCurrent =
      existsSync(stamp) &&
      readFileSync(stamp, 'utf8') === wanted &&
      products.every((file) => existsSync(file));
    if (isCurrent) continue;
    report(`Building ${title} …`);
    await run(signal);
    mkdirSync(STAMPS, { recursive: true });
    writeFileSync(stamp, wanted);
  }
}

/** Generates the Prisma client where the schema has changed; `tsc` needs it. */
export async function generatePrismaClient(signal) {
  const stamp = join(STAMPS, 'prisma-client');
  const wanted = contentDigest(['prisma/schema.prisma', 'pnpm-lock.yaml']);
  const generated = join(REPOSITORY, 'apps/api/src/infra/database/generated');
  if (existsSync(generated) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await runTool(ownTool('prisma'), ['generate', '--schema', 'prisma/schema.prisma'], { signal });
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, wanted);
}

async function buildServer(signal) {
  await generatePrismaClient(signal);
  await runTool(ownTool('tsc'), ['-b'], { signal });
  await runTool(process.execPath, ['apps/api/build/bundle-programs.mjs'], { signal });
  await runTool(process.execPath, ['packages/verifier/build/build-verifier-html.mjs'], { signal });
}

async function buildWeb(signal) {
  mkdirSync(join(REPOSITORY, 'apps/web/public'), { recursive: true });
  cpSync(VERIFIER_PAGE, join(REPOSITORY, 'apps/web/public/verifier.html'));
  await runTool(join(REPOSITORY, 'apps/web/node_modules/.bin/next'), ['build'], {
    cwd: join(REPOSITORY, 'apps/web'),
    signal,
  });
  // Next leaves these to whoever serves the standalone folder.
  for (const [from, to] of [
    ['apps/web/.next/static', '.next/static'],
    ['apps/web/public', 'public'],
  ]) {
    rmSync(join(STANDALONE, to), { recursive: true, force: true });
    if (existsSync(join(REPOSITORY, from)))
      cpSync(join(REPOSITORY, from), join(STANDALONE, to), { recursive: true });
  }
}

/** By its full path: the build also runs where no toolchain has set the PATH. */
function ownTool(name) {
  return join(REPOSITORY, 'node_modules', '.bin', name);
}

function runTool(command, args, { cwd = REPOSITORY, signal }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
      signal,
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      const words = Buffer.concat(output).toString().trimEnd().split('\n').slice(-WORDS_SHOWN).join('\n');
      if (code === 0) resolve(undefined);
      else
        reject(
          new Error(
            `${words}\n"${command.split('/').at(-1)} ${args.join(' ')}" failed; the platform cannot start from sources that do not build.`,
          ),
        );
    });
  });
}

function contentDigest(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  const full = join(REPOSITORY, path);
  if (!existsSync(full)) return;
  for (const file of filesBelow(full)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true });
  return entries
    .filter(({ name }) => !NOT_SOURCES.has(name) && !name.endsWith('.tsbuildinfo'))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]))
    .toSorted();
}
