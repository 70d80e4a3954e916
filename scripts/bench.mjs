// npm run bench -- story: measures a throw-away platform of its own, so that nobody's data fills up with benchmark rows.
// npm run bench -- seal: sealing a file beside other libraries; needs no platform.
// Progress goes to standard error, one JSON object to standard output.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureOsPackages } from './os-packages.mjs';
import { freePortBase } from './processes/free-ports.mjs';
import { build } from './stack/build.mjs';
import { OPENSSL, SOFTHSM } from './stack/os-programs.mjs';
import { PORTS_PER_STACK } from './stack/port-plan.mjs';
import { startStack } from './stack.mjs';
import { REPOSITORY } from './toolchain/paths.mjs';

const report = (line) => console.error(line);
const dir = mkdtempSync(join(tmpdir(), 'sealwright-bench-'));
try {
  process.exitCode = process.argv[2] === 'seal' ? await measureSeal() : await measure();
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
