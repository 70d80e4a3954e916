// node prisma/migrate.mjs create <name> | deploy | status        (DATABASE_ADMIN_URL for deploy and status)
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { adminUrl, asMigrator, DatabaseSetupError, explain, isProgram, roles } from './admin-connection.mjs';
import {
  connectedTo,
  migrationNames,
  migrationsDir,
  noFilters,
  notConnected,
  openSchemaEngine,
  readMigrations,
  schemaFile,
  snapshotFile,
} from './schema-engine.mjs';

/**
 * Applies what is missing, each migration in a transaction of its own.
 * @param {string} url owner of the database
 * @returns {Promise<string[]>} names of the migrations applied now
 */
export async function deploy(url) {
  const rows = await preflight(url);
  const adapter = connectedTo(asMigrator(url));
  try {
    const engine = await openSchemaEngine(adapter);
    // Each migration is one transaction, so one that failed before has left nothing and may simply be tried again.
    for (const name of failedIn(rows)) await engine.markMigrationRolledBack({ migrationName: name });
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: readMigrations(),
      filters: noFilters,
    });
    return appliedMigrationNames;
  } catch (error) {
    if (!adapter.scriptFault) throw explain(error, url);
    const { failed } = await status(url);
    throw new DatabaseSetupError(
      `The migration ${failed[0] ?? 'at hand'} failed and left nothing behind: ${adapter.scriptFault.message}`,
      { cause: adapter.scriptFault },
    );
  }
}

/**
 * @param {string} url
 * @returns {Promise<{ applied: string[], missing: string[], failed: string[], unknown: string[] }>}
 */
export async function status(url) {
  const known = migrationNames();
  const rows = await preflight(url);
  const done = rows.filter((row) => row.finished_at && !row.rolled_back_at).map((row) => row.migration_name);
  return {
    applied: known.filter((name) => done.includes(name)),
    missing: known.filter((name) => !done.includes(name)),
    failed: failedIn(rows),
    unknown: done.filter((name) => !known.includes(name)),
  };
}

const failedIn = (rows) =>
  rows.filter((row) => !row.finished_at && !row.rolled_back_at).map((row) => row.migration_name);

/** Connects plainly first, because the engine's own errors do not say what is wrong. Answers the migration table. */
async function preflight(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [roles.migrator]);
    if (rows.length === 0) {
      throw new DatabaseSetupError('The database roles are missing: run "node prisma/provision.mjs" first.');
    }
    const table = await client.query("SELECT to_regclass('public._prisma_migrations') AS name");
    if (table.rows[0].name === null) return [];
    return (
      await client.query('SELECT migration_name, finished_at, rolled_back_at FROM public._prisma_migrations')
    ).rows;
  } catch (error) {
    throw explain(error, url);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Writes the difference between the last schema and the present one as a new migration; needs no database.
 * @param {string} name
 * @returns {Promise<string | null>} the new folder's name, null when nothing changed
 */
export async function create(name) {
  const from = existsSync(snapshotFile)
    ? { tag: 'schemaDatamodel', files: [{ path: schemaFile, content: readFileSync(snapshotFile, 'utf8') }] }
    : { tag: 'empty' };
  const to = {
    tag: 'schemaDatamodel',
    files: [{ path: schemaFile, content: readFileSync(schemaFile, 'utf8') }],
  };
  const engine = await openSchemaEngine(notConnected());
  const diff = await engine.diff({ from, to, script: true, exitCode: true, filters: noFilters });
  if (diff.exitCode === 0) return null;
  const folder = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`;
  mkdirSync(join(migrationsDir, folder), { recursive: true });
  writeFileSync(join(migrationsDir, folder, 'migration.sql'), diff.stdout);
  writeFileSync(join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n');
  copyFileSync(schemaFile, snapshotFile);
  return folder;
}

async function main([command, name]) {
  if (command === 'create' && /^[a-z][a-z0-9_]*$/.test(name ?? '')) {
    const folder = await create(name);
    console.log(
      folder
        ? `Wrote prisma/migrations/${folder}: read it, then complete it.`
        : 'The schema has not changed.',
    );
  } else if (command === 'deploy') {
    const applied = await deploy(adminUrl(process.env));
    console.log(applied.length ? `Applied ${applied.join(', ')}.` : 'The database is up to date.');
  } else if (command === 'status') {
    const report = await status(adminUrl(process.env));
    console.log(JSON.stringify(report));
    if (report.missing.length + report.failed.length > 0) process.exitCode = 1;
  } else {
    throw new DatabaseSetupError(
      'Usage: node prisma/migrate.mjs create <name_in_snake_case> | deploy | status',
    );
  }
}

if (isProgram(import.meta.url)) {
  // The engine keeps handles open, so the end is explicit.
  main(process.argv.slice(2)).then(
    () => process.exit(),
    (error) => {
      console.error(error instanceof DatabaseSetupError ? error.message : error);
      process.exit(1);
    },
  );
}
