// node prisma/seed.mjs      one organisation with one owner: SEED_EMAIL, SEED_PASSWORD, optional SEED_NAME, SEED_ORGANISATION
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { adminUrl, asMigrator, DatabaseSetupError, explain, isProgram } from './admin-connection.mjs';

const dist = join(import.meta.dirname, '../apps/api/dist');

/**
 * Makes the first account where there is none of that address. An account that exists is left as it is, with the
 * password its owner may have chosen since.
 *
 * @param {string} url owner of the database
 * @param {{ email: string, password: string, name: string, organisation: string }} account
 * @returns {Promise<'made' | 'kept'>}
 */
export async function seed(url, account) {
  const { hashPassword, newId } = await loadBuilt();
  const client = new pg.Client(asMigrator(url));
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('BEGIN');
    await client.query("SELECT pg_advisory_xact_lock(hashtext('sealwright seed'))");
    const known = await client.query('SELECT 1 FROM "user" WHERE email = $1', [account.email]);
    if (known.rows.length === 0)
      await insertOwner(client, account, await hashPassword(account.password), newId);
    await client.query('COMMIT');
    return known.rows.length === 0 ? 'made' : 'kept';
  } catch (error) {
    throw explain(error, url);
  } finally {
    await client.end().catch(() => {});
  }
}

async function insertOwner(client, { email, name, organisation }, passwordHash, newId) {
  const [userId, organisationId] = [newId(), newId()];
  await client.query(
    'INSERT INTO "user" (id, name, email, email_verified, updated_at) VALUES ($1, $2, $3, true, now())',
    [userId, name, email],
  );
  // As better-auth keeps it: the account of an e-mail and password sign-in names the user twice.
  await client.query(
    `INSERT INTO account (id, account_id, provider_id, user_id, password, updated_at)
     VALUES ($1, $2, 'credential', $2, $3, now())`,
    [newId(), userId, passwordHash],
  );
  await client.query('INSERT INTO organization (id, name, slug) VALUES ($1, $2, $3)', [
    organisationId,
    organisation,
    `org-${organisationId.slice(-12)}`,
  ]);
  await client.query(`INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, $2, $3, 'owner')`, [
    newId(),
    organisationId,
    userId,
  ]);
}

/** The application's own hash and ids, so that what is made here is what it would have made. */
async function loadBuilt() {
  const hashFile = join(dist, 'features/accounts/password-hash.js');
  if (!existsSync(hashFile)) throw new DatabaseSetupError('apps/api is not built yet: run the build first.');
  const { hashPassword } = await import(hashFile);
  const { RandomIds } = await import(join(dist, 'infra/time/random-ids.js'));
  const ids = new RandomIds();
  return { hashPassword, newId: () => ids.uuid() };
}

function accountFrom(env) {
  const email = env.SEED_EMAIL?.trim().toLowerCase();
  if (!email || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new DatabaseSetupError('SEED_EMAIL is not an e-mail address.');
  if (!env.SEED_PASSWORD || env.SEED_PASSWORD.length < 12) {
    throw new DatabaseSetupError('SEED_PASSWORD must have at least 12 characters.');
  }
  return {
    email,
    password: env.SEED_PASSWORD,
    name: env.SEED_NAME ?? 'Alex Sender',
    organisation: env.SEED_ORGANISATION ?? 'Sealwright',
  };
}

if (isProgram(import.meta.url)) {
  try {
    const outcome = await seed(adminUrl(process.env), accountFrom(process.env));
    console.log(outcome === 'made' ? 'The first account is made.' : 'The account is there already.');
  } catch (error) {
    console.error(error instanceof DatabaseSetupError ? error.message : error);
    process.exitCode = 1;
  }
}
