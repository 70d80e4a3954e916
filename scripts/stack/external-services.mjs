import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { connect as connectTls } from 'node:tls';
import nodemailer from 'nodemailer';
import pg from 'pg';

const TIMEOUT_MS = 5_000;
const OLDEST_POSTGRES = 15;
const NO_SUCH_DATABASE = '3D000';

/** The variables that replace a local service, with the ports and processes that are then not started. */
export const REPLACED_BY = {
  DATABASE_URL: 'postgres',
  REDIS_URL: 'redis',
  SMTP_URL: 'inbox',
  PKCS11_MODULE: 'token',
};

const CHECKS = {
  DATABASE_URL: checkDatabase,
  REDIS_URL: checkRedis,
  SMTP_URL: checkSmtp,
  PKCS11_MODULE: checkModule,
};

/**
 * Tries every external service named in `env`. One sentence for each that cannot be used; never with its password.
 *
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<string[]>}
 */
export async function externalServiceProblems(env) {
  const named = Object.entries(CHECKS).filter(([name]) => env[name]);
  const problems = await Promise.all(
    named.map(([name, check]) => check(env[name], env).catch((error) => `${name}: ${error.message}`)),
  );
  return problems.filter((problem) => problem !== null);
}

async function checkDatabase(value) {
  const url = parse(value, ['postgresql:', 'postgres:']);
  if (!url) return 'DATABASE_URL is not an address like postgresql://user:password@host:5432/sealwright.';
  const client = new pg.Client({ connectionString: value, connectionTimeoutMillis: TIMEOUT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      "SELECT current_setting('server_version_num')::int / 10000 AS major, rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user",
    );
    if (rows[0].major < OLDEST_POSTGRES)
      return `DATABASE_URL: the server at ${url.host} is PostgreSQL ${rows[0].major}; ${OLDEST_POSTGRES} or newer is needed.`;
    if (!rows[0].may)
      return `DATABASE_URL: the user "${url.username}" may not create roles; name the owner of the database (SUPERUSER or CREATEROLE).`;
    return null;
  } catch (error) {
    // Provisioning makes the database where the server lets it.
    if (error.code === NO_SUCH_DATABASE) return null;
    return `DATABASE_URL: the database at ${url.host} cannot be used (${reason(error)}).`;
  } finally {
    await client.end().catch(() => {});
  }
}

async function checkRedis(value) {
  const url = parse(value, ['redis:', 'rediss:']);
  if (!url) return 'REDIS_URL is not an address like redis://:password@host:6379.';
  try {
    const answer = await redisPing(url);
    return answer.includes('+PONG')
      ? null
      : `REDIS_URL: the server at ${url.host} refused (${answer.trim().split('\r\n').at(-1)}).`;
  } catch (error) {
    return `REDIS_URL: no Redis answers at ${url.host} (${reason(error)}).`;
  }
}

function redisPing(url) {
  const port = Number(url.port || 6379);
  const open = url.protocol === 'rediss:' ? connectTls : createConnection;
  const login = url.password
    ? ['AUTH', ...(url.username ? [url.username] : []), url.password].map(decodeURIComponent)
    : null;
  return new Promise((resolve, reject) => {
    const socket = open({ host: url.hostname, port, servername: url.hostname });
    let answer = '';
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer in time')));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('PONG') || answer.includes('-')) {
        socket.destroy();
        resolve(answer);
      }
    });
    socket.write(`${login ? command(login) : ''}${command(['PING'])}`);
  });
}

const command = (words) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

async function checkSmtp(value) {
  const url = parse(value, ['smtp:', 'smtps:']);
  if (!url) return 'SMTP_URL is not an address like smtp://user:password@host:587.';
  const transport = nodemailer.createTransport({
    url: value,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
  });
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return `SMTP_URL: the mail server at ${url.host} cannot be used (${reason(error)}).`;
  } finally {
    transport.close();
  }
}

async function checkModule(value, env) {
  if (!env.PKCS11_URI) {
    return 'PKCS11_MODULE needs PKCS11_URI (for example pkcs11:token=office;object=seal-2026) and PKCS11_PIN_FILE beside it.';
  }
  return existsSync(value)
    ? null
    : `PKCS11_MODULE: there is no file ${value}; name the PKCS#11 module (.so) of your HSM.`;
}

function parse(value, protocols) {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url && protocols.includes(url.protocol) && url.hostname ? url : null;
}

const REASONS = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'its name cannot be resolved',
  ETIMEDOUT: 'no answer in time',
};

function reason(error) {
  const inner = error.errors?.[0] ?? error;
  const known = Object.keys(REASONS).find((code) => inner.code === code || inner.message.includes(code));
  return known ? REASONS[known] : inner.message;
}
