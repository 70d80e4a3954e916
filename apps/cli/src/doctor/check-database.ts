import { existsSync, readdirSync } from 'node:fs';
import type pg from 'pg';
import { repositoryPath } from '../platform/repository.js';
import { connectDatabase } from './connect-database.js';
import {
  type Check,
  type Finding,
  fail,
  finding,
  ok,
  reasonOf,
  requireVariable,
  Unwell,
  warn,
} from './finding.js';

const oldestMajor = 18;
const clockToleranceMs = 2_000;

/** Connection, version, migrations, what the role may do, and the clock: all over one connection. */
export const checkDatabase: Check = {
  name: 'database',
  async run(environment) {
    const url = requireVariable(environment, 'DATABASE_URL');
    const client = await connectDatabase(url);
    try {
      return [
        await finding('database', () => checkVersion(client)),
        await finding('migrations', () => checkMigrations(client)),
        await finding('database role', () => checkRole(client)),
        await finding('clock', () => checkClock(client)),
      ];
    } finally {
      await client.end();
    }
  },
};

async function checkVersion(client: pg.Client) {
  const { rows } = await client.query<{ version: string; number: number }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
  );
  const { version = '', number = 0 } = rows[0] ?? {};
  return Math.floor(number / 10_000) >= oldestMajor
    ? ok(`PostgreSQL ${version} answers.`)
    : fail(`PostgreSQL ${version} is too old.`, `Upgrade to PostgreSQL ${oldestMajor} or newer.`);
}

async function checkMigrations(client: pg.Client) {
  const { rows } = await client
    .query<{ name: string; applied: boolean }>(
      'SELECT migration_name AS name, finished_at IS NOT NULL AS applied FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    .catch((cause: unknown) => {
      throw new Unwell(`The migration table cannot be read: ${reasonOf(cause)}.`, migrateRemedy, { cause });
    });
  return judgeMigrations(rows, knownMigrations());
}

const migrateRemedy = 'Apply the migrations: npm start does it, or node prisma/migrate.mjs deploy.';

/** Compares what the database has with what this version ships; either may be ahead. */
export function judgeMigrations(
  applied: readonly { name: string; applied: boolean }[],
  shipped: readonly string[] | null,
): Omit<Finding, 'name'> {
  const broken = applied.filter((row) => !row.applied).map((row) => row.name);
  if (broken.length > 0) return fail(`A migration did not finish: ${broken.join(', ')}.`, migrateRemedy);
  const done = new Set(applied.map((row) => row.name));
  const missing = (shipped ?? []).filter((name) => !done.has(name));
  if (missing.length > 0) return fail(`Not applied yet: ${missing.join(', ')}.`, migrateRemedy);
  const unknown = shipped === null ? [] : [...done].filter((name) => !shipped.includes(name));
  if (unknown.length > 0) {
    return warn(
      `The database knows ${unknown.length} newer migration(s) than this version.`,
      'Run the version of Sealwright that the database was migrated with, or a newer one.',
    );
  }
  return done.size > 0
    ? ok(`${done.size} migrations applied.`)
    : fail('No migration was applied.', migrateRemedy);
}

function knownMigrations(): string[] | null {
  const folder = repositoryPath('prisma/migrations');
  if (!existsSync(folder)) return null;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** What the role of the running processes could do to the record if someone took it over. */
export interface RolePowers {
  readonly role: string;
  readonly superuser: boolean;
  readonly bypassesRowSecurity: boolean;
  /** Privileges on audit_event beyond reading and appending. */
  readonly auditPrivileges: readonly string[];
}

async function checkRole(client: pg.Client) {
  const { rows } = await client.query<RolePowers>(`
    SELECT current_user AS role, rolsuper AS superuser, rolbypassrls AS "bypassesRowSecurity",
      array(SELECT privilege FROM unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) AS privilege
            WHERE has_table_privilege(current_user, to_regclass('audit_event'), privilege)) AS "auditPrivileges"
    FROM pg_roles WHERE rolname = current_user`);
  const [powers] = rows;
  if (!powers) throw new Unwell('The database does not show its own role.', 'Check DATABASE_URL.');
  return judgeRole(powers);
}

export function judgeRole(powers: RolePowers): Omit<Finding, 'name'> {
  const remedy = 'Connect as sealwright_app or sealwright_sealer (node prisma/provision.mjs makes them).';
  if (powers.superuser || powers.bypassesRowSecurity) {
    return fail(`The role ${powers.role} may pass every rule of the database.`, remedy);
  }
  return powers.auditPrivileges.length > 0
    ? fail(`The role ${powers.role} may ${powers.auditPrivileges.join(', ')} on audit_event.`, remedy)
    : ok(`The role ${powers.role} may only read and append to the record.`);
}

async function checkClock(client: pg.Client) {
  const beforeMs = Date.now();
  const { rows } = await client.query<{ nowMs: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"',
  );
  const afterMs = Date.now();
  return judgeClock({ beforeMs, afterMs, databaseMs: rows[0]?.nowMs ?? 0 });
}

/** The database's time was read somewhere between `beforeMs` and `afterMs` of our clock. */
export function judgeClock(seen: {
  beforeMs: number;
  afterMs: number;
  databaseMs: number;
}): Omit<Finding, 'name'> {
  const aheadMs = Math.max(seen.beforeMs - seen.databaseMs, seen.databaseMs - seen.afterMs, 0);
  const seconds = (aheadMs / 1000).toFixed(1);
  return aheadMs <= clockToleranceMs
    ? ok(`Clock and database agree within ${seconds} s.`)
    : fail(
        `Clock and database differ by ${seconds} s.`,
        'Turn on time synchronisation (NTP) on both machines.',
      );
}
