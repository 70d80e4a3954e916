import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortBase } from '../processes/free-ports.mjs';
import { openDataDir, removeDataDir } from '../stack/data-dir.mjs';
import { chromium } from '../stack/os-programs.mjs';
import { PORTS_PER_STACK } from '../stack/port-plan.mjs';
import { startStack } from '../stack.mjs';
import { REPOSITORY } from '../toolchain/paths.mjs';
import { playwrightCounts, withExitCode } from './test-counts.mjs';

const E2E = join(REPOSITORY, 'e2e');

/** A broken product fails each time; what a busy machine starved passes in the end, and is named. */
const TRIES_AGAIN = 2;

/**
 * Starts a throw-away platform, runs the browser tests against it with the machine's own Chromium, and stops it.
 * The tests find it by E2E_BASE_URL, E2E_INBOX_URL, E2E_SENDER_EMAIL, E2E_SENDER_PASSWORD, E2E_TRUST_FILE, E2E_TIMESTAMPS_PID,
 * E2E_TOKEN_JOURNAL, CHROMIUM.
 */
export async function runBrowserTests() {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-e2e-'));
  const dataDir = join(dir, 'data');
  try {
    const portBase = await freePortBase(PORTS_PER_STACK);
    const stack = await startStack({
      portBase,
      dataDir,
      durable: false,
      env: { ...surroundings(), MONITOR_EVERY_SECONDS: '5' },
    });
    try {
      return await runAgainst(stack, join(dir, 'report.json'));
    } finally {
      await stack.stop();
    }
  } finally {
    removeDataDir(openDataDir(dataDir));
    rmSync(dir, { recursive: true, force: true });
  }
}

async function runAgainst(stack, reportFile) {
  const env = {
    ...process.env,
    E2E_BASE_URL: stack.publicUrl,
    E2E_INBOX_URL: stack.inboxUrl ?? '',
    E2E_SENDER_EMAIL: stack.login.email,
    E2E_SENDER_PASSWORD: stack.login.password,
    E2E_TRUST_FILE: stack.environments.sealer.SEAL_TRUST_FILE,
    E2E_TIMESTAMPS_PID: String(stack.pids().timestamps ?? ''),
    E2E_TOKEN_JOURNAL: stack.environments.sealer.TOKEN_JOURNAL_FILE,
    CHROMIUM: chromium() ?? '',
    PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
  };
  const code = await runPlaywright(env);
  return withExitCode(playwrightCounts(reportFile), code);
}

/** The person's own services and ports must not leak into a test. */
function surroundings() {
  const own =
    /^(PORT|HOST|PUBLIC_URL|DATABASE_URL|REDIS_URL|SMTP_URL|PKCS11_\w+|SOFTHSM2_CONF|SEAL\w+|TIMESTAMP\w+|REVOCATION\w+|LOG_\w+|CHECKPOINT_\w+|MONITOR_\w+|TOKEN_JOURNAL_FILE|AUDITOR_DATABASE_URL|ERASURE_LIST_FILE|MASTER_KEY\w*|AUTH_SECRET\w*|STORAGE_DIR|OFFICE_CONVERTER_URL|UPLOAD_\w+|NODE_ENV)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

function runPlaywright(env) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      join(E2E, 'node_modules', '.bin', 'playwright'),
      ['test', `--retries=${TRIES_AGAIN}`, '--reporter=./support/progress-reporter.ts,json'],
      { cwd: E2E, env, stdio: ['ignore', 'inherit', 'inherit'] },
    );
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
