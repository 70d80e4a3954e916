import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const here = import.meta.dirname;
const server = process.env.TEST_DATABASE_ADMIN_URL ?? '';
const name = `sealwright_setup_${randomBytes(4).toString('hex')}`;
const owner = `owner_${randomBytes(4).toString('hex')}`;

const urlOf = (database, user) => {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (user) [url.username, url.password] = [user, 'owner-password'];
  return url.href;
};
// The roles belong to the whole test server: the same passwords as in apps/api/src/testing/database.ts.
const passwords = Object.fromEntries(
  ['app', 'sealer', 'auditor', 'migrator'].map((role) => [
    `SEALWRIGHT_${role.toUpperCase()}_PASSWORD`,
    `test-only-${role}`,
  ]),
);
const call = async (script, args, env) => {
  const options = { env: { PATH: process.env.PATH, ...env } };
  return await run(process.execPath, [join(here, script), ...args], options).then(
    ({ stdout }) => ({ ok: true, words: stdout.trim() }),
    (error) => ({ ok: false, words: error.stderr.trim() }),
  );
};
const query = async (url, sql) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

/** Whoever owns, may read, is bound by and guards what; in the order of names. */
const guards = `
  SELECT c.relname AS place, pg_get_userbyid(c.relowner) || c.relrowsecurity || c.relforcerowsecurity AS held,
    (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(c.relacl) x) AS rights
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S', 'v')
  UNION ALL SELECT polrelid::regclass || ' ' || polname, pg_get_expr(polqual, polrelid),
    (SELECT string_agg(pg_get_userbyid(r), ' ' ORDER BY pg_get_userbyid(r)) FROM unnest(polroles) r) FROM pg_policy
  UNION ALL SELECT tgrelid::regclass || ' ' || tgname, tgenabled::text, NULL FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT p.oid::regprocedure::text, pg_get_userbyid(p.proowner) || p.prosecdef,
    (SELECT string_agg(x::text, ' ' ORDER BY x::text) FROM unnest(p.proacl) x)
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  UNION ALL SELECT extname, NULL, NULL FROM pg_extension
  ORDER BY 1, 2, 3`;

/** pg_dump reads no server that is newer than itself; the PostgreSQL from npm brings none along. */
async function canDump() {
  const [{ version }] = await query(server, "SELECT current_setting('server_version_num')::int AS version");
  const { stdout } = await run('pg_dump', ['--version']);
  return Number(/(\d+)[.\d]*\s/.exec(`${stdout} `)?.[1]) >= Math.floor(version / 10_000);
}
const hasDump = await canDump().catch(() => false);
if (!hasDump)
  console.warn('NOT TRIED: putting a dump back, because no pg_dump of this server’s version is here.');

describe('a database of our own', () => {
  const env = { DATABASE_ADMIN_URL: urlOf(name), ...passwords };
  const account = { ...env, SEED_EMAIL: 'Sender@example.test', SEED_PASSWORD: 'a long enough one' };
  afterAll(() => query(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));

  it('is made, migrated and seeded, and each step may run again', async () => {
    for (let round = 0; round < 2; round += 1) {
      expect(await call('provision.mjs', [], env)).toMatchObject({ ok: true });
      expect(await call('migrate.mjs', ['deploy'], env)).toMatchObject({ ok: true });
      expect(await call('seed.mjs', [], account)).toMatchObject({ ok: true });
    }
    const rows = await query(
      urlOf(name),
      `SELECT u.email, m.role, a.password LIKE '$argon2id$%' AS hashed FROM "user" u
       JOIN member m ON m.user_id = u.id JOIN account a ON a.user_id = u.id`,
    );
    expect(rows).toEqual([{ email: 'sender@example.test', role: 'owner', hashed: true }]);
  });

  it('knows what is applied', async () => {
    const status = await call('migrate.mjs', ['status'], env);
    expect(JSON.parse(status.words)).toMatchObject({ missing: [], failed: [], unknown: [] });
    expect(JSON.parse(status.words).applied.length).toBeGreaterThan(4);
  });

  it('belongs to the migrator', async () => {
    const rows = await query(
      urlOf(name),
      "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'",
    );
    expect(rows).toEqual([{ tableowner: 'sealwright_migrator' }]);
  });

  it.skipIf(!hasDump)(
    'comes back from a dump behind its roles, with every right, policy and guard',
    async () => {
      const back = `${name}_back`;
      const file = join(tmpdir(), `${back}.dump`);
      try {
        await run('pg_dump', ['--format=custom', `--file=${file}`, urlOf(name)]);
        const behind = { ...env, DATABASE_ADMIN_URL: urlOf(back) };
        expect(await call('provision.mjs', [], behind)).toMatchObject({ ok: true });
        expect((await run('pg_restore', ['--exit-on-error', `--dbname=${urlOf(back)}`, file])).stderr).toBe(
          '',
        );
        expect(await call('migrate.mjs', ['deploy'], behind)).toMatchObject({ ok: true });
        expect(await query(urlOf(back), guards)).toEqual(await query(urlOf(name), guards));
        expect(await query(urlOf(back), 'SELECT email FROM "user"')).toEqual([
          { email: 'sender@example.test' },
        ]);
      } finally {
        await query(server, `DROP DATABASE IF EXISTS ${back} WITH (FORCE)`);
        rmSync(file, { force: true });
      }
    },
  );

  it('has a migration for every change of the schema', async () => {
    expect(await call('migrate.mjs', ['create', 'nothing_new'], {})).toEqual({
      ok: true,
      words: 'The schema has not changed.',
    });
  });
});

describe('a managed server, where nobody is superuser', () => {
  const database = `${name}_managed`;
  const env = { DATABASE_ADMIN_URL: urlOf(database, owner), ...passwords };
  beforeAll(async () => {
    await query(server, `CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'owner-password'`);
    await query(server, `CREATE DATABASE ${database} OWNER ${owner}`);
    // Such a server's owner made the roles itself; here they exist already, so it is given what that would have given.
    for (const role of ['app', 'sealer', 'auditor', 'migrator']) {
      await query(server, `GRANT sealwright_${role} TO ${owner} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`);
    }
  });
  afterAll(async () => {
    await query(server, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    for (const role of ['app', 'sealer', 'auditor', 'migrator']) {
      await query(server, `REVOKE sealwright_${role} FROM ${owner} CASCADE`);
    }
    await query(server, `DROP ROLE IF EXISTS ${owner}`);
  });

  it('is prepared by its owner', async () => {
    expect(await call('provision.mjs', [], env)).toEqual({ ok: true, words: expect.any(String) });
    expect(await call('migrate.mjs', ['deploy'], env)).toMatchObject({ ok: true });
    const rows = await query(
      urlOf(database),
      "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'",
    );
    expect(rows).toEqual([{ tableowner: 'sealwright_migrator' }]);
  });
});

describe('a dump that was put back before the roles were there', () => {
  const database = `${name}_early`;
  const env = { DATABASE_ADMIN_URL: urlOf(database), ...passwords };
  afterAll(() => query(server, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));

  it('is refused: its tables are another’s, and no migration would give them their rights again', async () => {
    await query(server, `CREATE DATABASE ${database}`);
    await query(urlOf(database), 'CREATE TABLE _prisma_migrations (id text)');
    const { ok, words } = await call('provision.mjs', [], env);
    expect({ ok, words }).toEqual({
      ok: false,
      words: expect.stringMatching(
        /belong to \w+ instead of sealwright_migrator.*put the dump back behind it/,
      ),
    });
    expect(words.split('\n')).toHaveLength(1);
  });
});

describe('what is wrong is said in one sentence', () => {
  const wrong = new URL(server);
  it.each([
    ['no URL', undefined, /DATABASE_ADMIN_URL is not set/],
    ['another kind of URL', 'mysql://root@x/y', /is not a PostgreSQL URL/],
    ['no database', `postgresql://${wrong.host}`, /is not a PostgreSQL URL/],
    ['nobody there', 'postgresql://a:hunter2@127.0.0.1:9/x', /Nothing answers at 127\.0\.0\.1:9/],
    ['an unknown host', 'postgresql://a:hunter2@no-such-host.invalid/x', /is not known/],
    [
      'a wrong password',
      `postgresql://postgres:hunter2@${wrong.host}/postgres`,
      /refuses the password of "postgres"/,
    ],
  ])('%s', async (_case, url, sentence) => {
    const env = { ...passwords, ...(url && { DATABASE_ADMIN_URL: url }) };
    for (const [script, ...args] of [
      ['provision.mjs'],
      ['migrate.mjs', 'deploy'],
      ['migrate.mjs', 'status'],
    ]) {
      const { ok, words } = await call(script, args, env);
      expect({ ok, words }).toEqual({ ok: false, words: expect.stringMatching(sentence) });
      expect(words.split('\n')).toHaveLength(1);
      expect(words).not.toContain('hunter2');
    }
  });

  it('a missing password, a short one, and no roles', async () => {
    const env = { DATABASE_ADMIN_URL: urlOf('postgres') };
    expect(await call('provision.mjs', [], env)).toMatchObject({
      ok: false,
      words: expect.stringContaining('_PASSWORD is not set'),
    });
    const short = { ...env, SEED_EMAIL: 'a@b.test', SEED_PASSWORD: 'short' };
    expect(await call('seed.mjs', [], short)).toMatchObject({
      ok: false,
      words: expect.stringContaining('at least 12'),
    });
  });
});
