import { join } from 'node:path';
import { startInbox } from '../services/inbox.mjs';
import { startPostgres } from '../services/postgres.mjs';
import { startRedis } from '../services/redis.mjs';
import { LAYERS } from './process-set.mjs';

const DATABASE = 'sealwright';

/**
 * Starts PostgreSQL, Redis and the mail inbox: each unless `given` names an external one.
 *
 * @param {{ given: NodeJS.ProcessEnv, data: Record<string, string>, ports: Record<string, number>,
 *           secrets: ReturnType<typeof import('./secrets.mjs').instanceSecrets>,
 *           processes: import('./process-set.mjs').ProcessSet, durable: boolean }} facts
 */
export async function startLocalServices({ given, data, ports, secrets, processes, durable }) {
  const log = (name) => join(data.logs, `${name}.log`);
  const [databaseAdminUrl, redisUrl, smtp] = await Promise.all([
    given.DATABASE_URL ?? database(),
    given.REDIS_URL ?? redis(),
    inbox(),
  ]);
  return { databaseAdminUrl, redisUrl, smtpUrl: smtp.smtpUrl, inboxUrl: smtp.inboxUrl };

  async function database() {
    const password = secrets.value('postgres-password');
    const options = {
      baseDir: data.postgres,
      port: ports.postgres,
      password,
      logFile: log('postgres'),
      durable,
    };
    const server = await processes.keepRunning('postgres', LAYERS.storage, () => startPostgres(options));
    return databaseUrl(server.first.url);
  }

  async function redis() {
    const options = {
      dir: data.redis,
      port: ports.redis,
      password: secrets.value('redis-password'),
      logFile: log('redis'),
    };
    return (await processes.keepRunning('redis', LAYERS.storage, () => startRedis(options))).first.url;
  }

  async function inbox() {
    if (given.SMTP_URL) return { smtpUrl: given.SMTP_URL, inboxUrl: null };
    const options = { dir: data.inbox, httpPort: ports.inbox, smtpPort: ports.smtp, logFile: log('inbox') };
    const { first } = await processes.keepRunning('inbox', LAYERS.storage, () => startInbox(options));
    return { smtpUrl: first.smtpUrl, inboxUrl: `http://localhost:${ports.inbox}` };
  }
}

/** The database itself is made by prisma/provision.mjs, as on an external server. */
function databaseUrl(serverUrl) {
  const url = new URL(serverUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}
