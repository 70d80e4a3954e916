import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    process.getuid?.() === 0 ? join(SYSTEM_DIR, `test-${portBase}-${process.pid}`) : join(dir, 'postgres');
  const password = randomBytes(18).toString('hex');
  const log = (name) => join(dir, `${name}.log`);
  const started = [];
  const stop = async () => {
    await Promise.all(started.map((service) => service.stop()));
    for (const folder of [dir, databaseDir]) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const token = prepareSoftHsm({ dir: join(dir, 'token') });
    const keep = async (starting) => {
      const service = await starting;
      started.push(service);
      return service;
    };
    const attempts = await Promise.allSettled([
      keep(
        startPostgres({
          baseDir: databaseDir,
          port: portBase,
          password,
          logFile: log('postgres'),
          durable: false,
        }),
      ),
      keep(startRedis({ dir: join(dir, 'redis'), port: portBase + 1, password, logFile: log('redis') })),
      keep(
        startInbox({
          dir: join(dir, 'inbox'),
          httpPort: portBase + 2,
          smtpPort: portBase + 3,
          logFile: log('inbox'),
        }),
      ),
    ]);
    const failed = attempts.find((attempt) => attempt.status === 'rejected');
    if (failed) throw failed.reason;
    const [postgres, redis, inbox] = attempts.map((attempt) => attempt.value);
    const env = {
      TEST_DATABASE_ADMIN_URL: postgres.url,
      REDIS_URL: redis.url,
      SMTP_URL: inbox.smtpUrl,
      INBOX_URL: inbox.url,
      ...token,
    };
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
