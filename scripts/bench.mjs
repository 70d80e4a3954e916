// npm run bench -- story: measures a throw-away platform of its own, so that nobody's data fills up with benchmark rows.
// npm run bench -- seal: sealing a file beside other libraries; needs no platform.
// npm run bench -- intake: other requests beside hostile and large uploads, and memory; on a throw-away platform too.
// npm run bench -- audit: the record: appending (a PostgreSQL of its own), the log (a platform), verification.
// Progress goes to standard error, one JSON object to standard output.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureOsPackages } from './os-packages.mjs';
import { freePortBase } from './processes/free-ports.mjs';
import { startPostgres } from './services/postgres.mjs';
import { SYSTEM_DIR } from './services/postgres-binaries.mjs';
import { build } from './stack/build.mjs';
import { OPENSSL, SOFTHSM } from './stack/os-programs.mjs';
import { PORTS_PER_STACK } from './stack/port-plan.mjs';
import { runStep } from './stack/run-step.mjs';
import { startStack } from './stack.mjs';
import { REPOSITORY } from './toolchain/paths.mjs';

const report = (line) => console.error(line);
const dir = mkdtempSync(join(tmpdir(), 'sealwright-bench-'));
try {
  const kinds = { seal: measureSeal, audit: measureAudit };
  process.exitCode = await (kinds[process.argv[2]] ?? measure)();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function measureSeal() {
  ensureOsPackages([SOFTHSM, OPENSSL]);
  await build({ parts: ['server'], report });
  return runCli({});
}

/** Appends are measured beside nothing else; the time into the log needs the sequencer and the token. */
async function measureAudit() {
  const only = process.argv.includes('--only') ? process.argv.slice(3) : ['append', 'inclusion', 'log'];
  await build({ parts: ['server'], report });
  const database = only.includes('append') ? await startBareDatabase() : null;
  const stack = only.includes('inclusion') ? await startMeasuredStack() : null;
  try {
    return await runCli({
      ...(database && { BENCH_DATABASE_ADMIN_URL: database.url, BENCH_DATABASE_APP_URL: database.appUrl }),
      ...(stack && {
        BENCH_STACK_ADMIN_URL: stack.environments.admin.DATABASE_ADMIN_URL,
        BENCH_STACK_APP_URL: stack.environments.app.DATABASE_URL,
      }),
    });
  } finally {
    await stack?.stop();
    await database?.stop();
  }
}

/** A durable PostgreSQL with roles and migrations, and nothing that works on it. */
async function startBareDatabase() {
  report('Starting a PostgreSQL to append to …');
  const port = await freePortBase(1);
  const password = randomBytes(18).toString('hex');
  const root = process.getuid?.() === 0 ? join(SYSTEM_DIR, `bench-${port}-${process.pid}`) : dir;
  const baseDir = join(root, 'postgres');
  const postgres = await startPostgres({ baseDir, port, password, logFile: join(dir, 'postgres.log') });
  const roles = ['MIGRATOR', 'APP', 'SEALER', 'AUDITOR'];
  const passwords = Object.fromEntries(roles.map((role) => [`SEALWRIGHT_${role}_PASSWORD`, password]));
  const env = { ...process.env, DATABASE_ADMIN_URL: postgres.url, ...passwords };
  for (const args of [['provision.mjs'], ['migrate.mjs', 'deploy']]) {
    const [script, ...rest] = args;
    await runStep([join(REPOSITORY, 'prisma', script), ...rest], {
      env,
      failure: 'The database could not be prepared.',
    });
  }
  const app = new URL(postgres.url);
  app.username = 'sealwright_app';
  return {
    url: postgres.url,
    appUrl: app.href,
    stop: async () => {
      await postgres.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function startMeasuredStack() {
  const portBase = await freePortBase(PORTS_PER_STACK);
  return startStack({ portBase, dataDir: join(dir, 'data'), report });
}

async function measure() {
  const dataDir = join(dir, 'data');
  const portBase = await freePortBase(PORTS_PER_STACK);
  const stack = await startStack({ portBase, dataDir, report, env: { ...process.env, LOG_LEVEL: 'info' } });
  try {
    return await runCli({
      BENCH_ORIGIN: stack.publicUrl,
      BENCH_INBOX_URL: stack.inboxUrl,
      BENCH_DATABASE_ADMIN_URL: stack.environments.admin.DATABASE_ADMIN_URL,
      BENCH_ROOT_PID: String(process.pid),
      BENCH_LOGS_DIR: join(dataDir, 'logs'),
      BENCH_EMAIL: stack.login.email,
      BENCH_PASSWORD: stack.login.password,
    });
  } finally {
    await stack.stop();
  }
}

function runCli(surroundings) {
  return new Promise((resolve, reject) => {
    const args = [join(REPOSITORY, 'apps/cli/dist/main.js'), 'bench', ...process.argv.slice(2)];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...surroundings },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
