import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const run = promisify(execFile);

export type DatabaseRole = 'app' | 'sealer' | 'auditor' | 'migrator';

/** A database of one test file, migrated and empty. */
export interface TestDatabase {
  /** A superuser's URL, for looking behind the curtain. */
  readonly adminUrl: string;
  urlOf(role: DatabaseRole): string;
  /**
   * Plain SQL in one of the roles, in a session that remembers nothing of other calls; parameters as `$1`. Of several
   * statements, the rows of the last one that answered any.
   */
  query(
    role: DatabaseRole | 'admin',
    sql: string,
    parameters?: unknown[],
  ): Promise<Record<string, unknown>[]>;
  /** Closes the connections that `query` keeps open; the next call opens new ones. */
  disconnect(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * Makes a database of its own for one test file, as a copy of a template that is migrated once per state of
 * `prisma/migrations`: a copy takes some 50 ms. Needs `TEST_DATABASE_ADMIN_URL` (scripts/test-services.mjs).
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_ADMIN_URL;
  if (!serverUrl)
    throw new Error('TEST_DATABASE_ADMIN_URL is not set: run through scripts/test-services.mjs.');
  const template = `sealwright_template_${migrationsDigest()}`;
  const name = `sealwright_test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, async (client) => {
    // One builds the template, the others wait; copying also needs a template nobody is connected to.
    await client.query("SELECT pg_advisory_lock(hashtext('sealwright test template'))");
    const { rows } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rows.length === 0) await buildTemplate(serverUrl, template);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    await grantConnect(client, name);
  });
  return describeDatabase(serverUrl, name);
}

/** A copy of a test database that nobody is connected to, to do to it what the original must not suffer. */
export async function copyTestDatabase(original: TestDatabase): Promise<TestDatabase> {
  const serverUrl = original.adminUrl;
  const source = new URL(serverUrl).pathname.slice(1);
  const name = `sealwright_test_${randomBytes(6).toString('hex')}`;
  const server = urlTo(serverUrl, 'postgres');
  await original.disconnect();
  await onServer(server, async (client) => {
    await nobodyIsConnected(client, source);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`);
    await grantConnect(client, name);
  });
  return describeDatabase(server, name);
}

/** The server sees a moment later that somebody has gone, and waits for it only a few seconds. */
async function nobodyIsConnected(client: pg.Client, database: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { rows } = await client.query(
      'SELECT application_name AS name, state FROM pg_stat_activity WHERE datname = $1',
      [database],
    );
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Still connected to ${database}: ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function describeDatabase(serverUrl: string, name: string): TestDatabase {
  const adminUrl = urlTo(serverUrl, name);
  const urlOf = (role: DatabaseRole) => {
    const url = new URL(adminUrl);
    url.username = `sealwright_${role}`;
    url.password = passwordOf(role);
    return url.href;
  };
  const sessions = new Sessions();
  return {
    adminUrl,
    urlOf,
    query: async (role, sql, parameters) => {
      const url = role === 'admin' ? adminUrl : urlOf(role);
      return await sessions.use(url, async (client) => {
        const results: pg.QueryResult<Record<string, unknown>>[] = [
          await client.query(sql, parameters),
        ].flat();
        return (
          results.findLast((result) => result.command === 'SELECT' || result.rows.length > 0)?.rows ?? []
        );
      });
    },
    disconnect: () => sessions.close(),
    drop: async () => {
      await sessions.close();
      await onServer(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** Connections that are used again: a new one costs 9 ms of processor time, and tests ask twenty times a second. */
class Sessions {
  private readonly pools = new Map<string, pg.Pool>();

  async use<T>(url: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.poolOf(url).connect();
    let isClean = false;
    try {
      const answer = await work(client);
      // Settings and locks of a session; refused inside a transaction that was left open.
      isClean = await client.query('DISCARD ALL').then(
        () => true,
        () => false,
      );
      return answer;
    } finally {
      client.release(!isClean);
    }
  }

  async close(): Promise<void> {
    const open = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(open.map((pool) => pool.end()));
  }

  private poolOf(url: string): pg.Pool {
    const known = this.pools.get(url);
    if (known) return known;
    // More than a test ever asks side by side: a question in a queue could wait for one that waits for its lock.
    const pool = new pg.Pool({ connectionString: url, max: 50, allowExitOnIdle: true });
    // A test may take its database away; a connection that was lost is not used again.
    pool.on('error', () => {});
    this.pools.set(url, pool);
    return pool;
  }
}

async function buildTemplate(serverUrl: string, template: string): Promise<void> {
  const draft = `${template}_draft`;
  const environment = {
    ...process.env,
    DATABASE_ADMIN_URL: urlTo(serverUrl, draft),
    SEALWRIGHT_APP_PASSWORD: passwordOf('app'),
    SEALWRIGHT_SEALER_PASSWORD: passwordOf('sealer'),
    SEALWRIGHT_AUDITOR_PASSWORD: passwordOf('auditor'),
    SEALWRIGHT_MIGRATOR_PASSWORD: passwordOf('migrator'),
  };
  for (const args of [['provision.mjs'], ['migrate.mjs', 'deploy']]) {
    const [script = '', ...rest] = args;
    await run(process.execPath, [join(repository, 'prisma', script), ...rest], { env: environment });
  }
  // Renamed last: a template that exists is complete.
  await onServer(serverUrl, (client) => client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`));
}

/** A copy of a database does not take its rights along. */
async function grantConnect(client: pg.Client, name: string): Promise<void> {
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  const roles = 'sealwright_app, sealwright_sealer, sealwright_auditor, sealwright_migrator';
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${roles}`);
}

const passwordOf = (role: DatabaseRole) => `test-only-${role}`;

function urlTo(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

function migrationsDigest(): string {
  const folder = join(repository, 'prisma');
  const files = [
    ...readdirSync(folder).filter((name) => name.endsWith('.mjs')),
    ...readdirSync(join(folder, 'migrations'), { recursive: true, encoding: 'utf8' }).map((name) =>
      join('migrations', name),
    ),
  ].filter((name) => statSync(join(folder, name)).isFile());
  const hash = createHash('sha256');
  for (const name of files.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
