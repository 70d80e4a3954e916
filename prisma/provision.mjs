// node prisma/provision.mjs      makes the database and its roles, or brings their passwords up to date
import pg from 'pg';
import { adminUrl, DatabaseSetupError, explain, isProgram, roles } from './admin-connection.mjs';

/** Which variable holds whose password. */
const PASSWORDS = {
  [roles.migrator]: 'SEALWRIGHT_MIGRATOR_PASSWORD',
  [roles.app]: 'SEALWRIGHT_APP_PASSWORD',
  [roles.sealer]: 'SEALWRIGHT_SEALER_PASSWORD',
  [roles.auditor]: 'SEALWRIGHT_AUDITOR_PASSWORD',
};

/** Limits that hold for every session of a role, also outside a unit of work and behind a pooler. */
const ROLE_SETTINGS = {
  statement_timeout: '30s',
  lock_timeout: '15s',
  idle_in_transaction_session_timeout: '30s',
  search_path: 'public',
};

/**
 * May be run any number of times. Needs a superuser, or the database's owner with CREATEROLE (managed servers).
 * @param {string} url owner of the database; the database is made when the server does not have it
 * @param {Record<string, string | undefined>} env
 */
export async function provision(url, env) {
  const passwords = Object.entries(PASSWORDS).map(([role, variable]) => {
    if (!env[variable])
      throw new DatabaseSetupError(`${variable} is not set: choose a long random password.`);
    return { role, password: env[variable] };
  });
  await createDatabaseIfMissing(url);
  await withClient(url, async (client) => {
    await client.query('BEGIN');
    // Two starts at once would otherwise both see a role missing.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('sealwright provision'))");
    for (const { role, password } of passwords) await provisionRole(client, role, password);
    await refuseHalfRestored(client);
    await provisionDatabase(client);
    await client.query('COMMIT');
  });
}

async function provisionRole(client, role, password) {
  const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const name = pg.escapeIdentifier(role);
  if (rows.length === 0) await client.query(`CREATE ROLE ${name} NOINHERIT`);
  await client.query(`ALTER ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
  if (role === roles.migrator) return;
  for (const [setting, value] of Object.entries(ROLE_SETTINGS)) {
    await client.query(`ALTER ROLE ${name} SET ${setting} = ${pg.escapeLiteral(value)}`);
  }
}

/**
 * A dump that is put back before the roles are there loses every right and policy, with warnings only, and migrations that
 * count as applied do not make them again: every organisation's rows would be open to nobody, or to everybody.
 */
async function refuseHalfRestored(client) {
  const { rows } = await client.query(
    `SELECT pg_get_userbyid(relowner) AS owner FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relname = '_prisma_migrations' AND relowner <> $1::regrole`,
    [roles.migrator],
  );
  if (rows.length === 0) return;
  throw new DatabaseSetupError(
    `The tables of this database belong to ${rows[0].owner} instead of ${roles.migrator}: it was restored before its roles were there, and lacks rights and policies. Name a new, empty database, run this again, and put the dump back behind it (docs/operations.md, Restoring a backup).`,
  );
}

async function provisionDatabase(client) {
  const { rows } = await client.query(
    'SELECT current_database() AS database, rolsuper, current_setting($1)::int AS version FROM pg_roles WHERE rolname = current_user',
    ['server_version_num'],
  );
  const { database, rolsuper: isSuperuser, version } = rows[0];
  if (version < 150_000) throw new DatabaseSetupError('PostgreSQL 15 or newer is needed.');
  const [name, migrator] = [database, roles.migrator].map(pg.escapeIdentifier);
  // A superuser may act in any role; another owner must be a member of the migrator first (PostgreSQL 16 asks for SET).
  if (!isSuperuser)
    await client.query(`GRANT ${migrator} TO CURRENT_USER${version >= 160_000 ? ' WITH SET TRUE' : ''}`);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  for (const role of Object.values(roles)) {
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${pg.escapeIdentifier(role)}`);
  }
  await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${migrator}`);
  await addWordIndexes(client);
}

/** Indexes for parts of words. The migrator may not add extensions; where the owner may not either, searching is slower. */
async function addWordIndexes(client) {
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm').catch((error) => {
    // No right to, not installed, not allowed by the host. Anything else is a fault.
    if (!['42501', '58P01', '0A000'].includes(error?.code)) throw error;
  });
}

async function createDatabaseIfMissing(url) {
  try {
    await withClient(url, () => Promise.resolve());
  } catch (error) {
    if (error?.cause?.code !== '3D000') throw error;
    const server = new URL(url);
    const database = decodeURIComponent(server.pathname.slice(1));
    server.pathname = '/postgres';
    await withClient(server.href, (client) =>
      client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`),
    );
  }
}

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw explain(error, url);
  } finally {
    await client.end().catch(() => {});
  }
}

if (isProgram(import.meta.url)) {
  try {
    await provision(adminUrl(process.env), process.env);
    console.log('The database and its roles are ready.');
  } catch (error) {
    console.error(error instanceof DatabaseSetupError ? error.message : error);
    process.exitCode = 1;
  }
}
