import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';

const here = import.meta.dirname;

export const schemaFile = join(here, 'schema.prisma');
export const migrationsDir = join(here, 'migrations');
export const snapshotFile = join(migrationsDir, 'schema.snapshot.prisma');
export const noFilters = { externalTables: [], externalEnums: [] };

/**
 * Prisma's own schema engine as WebAssembly: nothing is downloaded (self-hosters sit behind air gaps). Its ESM entry
 * imports a `.wasm` file, which Node cannot do, so it is put together by hand.
 *
 * @param {PrismaPg} adapterFactory `connectedTo(…)` or `notConnected()`
 */
export async function openSchemaEngine(adapterFactory) {
  const dir = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const glue = await import(join(dir, 'schema_engine_bg.js'));
  const module = await WebAssembly.compile(readFileSync(join(dir, 'schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory);
  return glue.SchemaEngine.new(
    { datamodels: [[schemaFile, readFileSync(schemaFile, 'utf8')]] },
    () => {},
    factory,
  );
}

/**
 * PrismaPg cuts a script at every semicolon, also inside the body of a function. Sent whole, PostgreSQL reads it itself
 * and runs all of it in one transaction: a migration that fails leaves nothing behind.
 */
class WholeScriptPrismaPg extends PrismaPg {
  /** What PostgreSQL said to the script that failed. */
  scriptFault = null;

  async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        // The engine answers "external connector error" and forgets what PostgreSQL said.
        this.scriptFault = error;
        throw error;
      }
    };
    return adapter;
  }
}

class NotConnectedPrismaPg extends PrismaPg {
  async connect() {
    const adapter = await super.connect();
    adapter.queryRaw = async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 18.0', 180000]],
    });
    return adapter;
  }
}

/** @param {import('pg').PoolConfig} connection */
export const connectedTo = (connection) => new WholeScriptPrismaPg(connection);

/** For comparing two schemas: the engine asks the server's version and nothing more, so it is told. */
export const notConnected = () =>
  new NotConnectedPrismaPg({ connectionString: 'postgresql://none@127.0.0.1/none' });

/** The folder in the form the engine wants it. */
export function readMigrations() {
  const lockFile = join(migrationsDir, 'migration_lock.toml');
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/** Folder names, oldest first. */
export function migrationNames() {
  if (!existsSync(migrationsDir)) return [];
  const folders = readdirSync(migrationsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map((entry) => entry.name).sort();
}
