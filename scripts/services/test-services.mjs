import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startInbox } from './inbox.mjs';
import { startPostgres } from './postgres.mjs';
import { SYSTEM_DIR } from './postgres-binaries.mjs';
import { startRedis } from './redis.mjs';
import { prepareSoftHsm } from './softhsm.mjs';

/**
 * Starts throw-away services for integration tests on `portBase` … `portBase + 3` and returns the variables by which
 * the tests find them. `stop()` ends them and removes their data.
 *
 * TEST_DATABASE_ADMIN_URL (a superuser: create a database of your own per test file), REDIS_URL, SMTP_URL, INBOX_URL
 * (`GET /api/messages?to=`), PKCS11_MODULE, SOFTHSM2_CONF (an empty token folder).
 *
 * @param {{ portBase: number }} options
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function startTestServices({ portBase }) {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-test-'));
  // As root PostgreSQL runs as nobody, who may not enter a folder below a private TMPDIR.
  const databaseDir =
    process.getuid?.() === 0
      ? join(SYSTEM_DIR, `test-${portBase}-${process.pid}`, 'postgres')
      : join(dir, 'postgres');
  const started = await Promise.allSettled(startAll({ dir, databaseDir, portBase }));
  const running = started.flatMap(({ value }) => value ?? []);
  const stop = async () => {
    await Promise.all(running.map((service) => service.stop()));
    for (const folder of [dir, dirname(databaseDir)]) rmSync(folder, { recursive: true, force: true });
  };
  const failed = started.find(({ status }) => status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [postgres, redis, inbox] = running;
  const env = {
    TEST_DATABASE_ADMIN_URL: postgres.url,
    REDIS_URL: redis.url,
    SMTP_URL: inbox.smtpUrl,
    INBOX_URL: inbox.url,
    ...prepareSoftHsm({ dir: join(dir, 'token') }),
  };
  return { env, stop };
}

function startAll({ dir, databaseDir, portBase }) {
  const password = randomBytes(18).toString('hex');
  const log = (name) => join(dir, `${name}.log`);
  return [
    startPostgres({
      baseDir: databaseDir,
      port: portBase,
      password,
      logFile: log('postgres'),
      durable: false,
    }),
    startRedis({ dir: join(dir, 'redis'), port: portBase + 1, password, logFile: log('redis') }),
    startInbox({
      dir: join(dir, 'inbox'),
      httpPort: portBase + 2,
      smtpPort: portBase + 3,
      logFile: log('inbox'),
    }),
  ];
}
