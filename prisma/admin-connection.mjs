import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * True for the script that was asked for, also when scripts/container/with-secret-files.mjs brought it in: to Node that one
 * is the main module, and a migration that thinks it is a library does nothing without a word.
 * @param {string} moduleUrl import.meta.url
 */
export function isProgram(moduleUrl) {
  const script = process.argv[1];
  return script !== undefined && pathToFileURL(realpathSync(script)).href === moduleUrl;
}

/** A fault that one sentence explains; the commands print it without a stack. */
export class DatabaseSetupError extends Error {}

/** The roles and what each may do stand in the migration `access`. */
export const roles = {
  migrator: 'sealwright_migrator',
  app: 'sealwright_app',
  sealer: 'sealwright_sealer',
  auditor: 'sealwright_auditor',
};

/**
 * @param {Record<string, string | undefined>} env
 * @returns {string} the URL of the owner of the database
 */
export function adminUrl(env) {
  const text = env.DATABASE_ADMIN_URL;
  if (!text)
    throw new DatabaseSetupError('DATABASE_ADMIN_URL is not set: give the URL of the database owner.');
  try {
    const url = new URL(text);
    if (!/^postgres(ql)?:$/.test(url.protocol) || !url.hostname || url.pathname.length < 2) throw new Error();
  } catch {
    throw new DatabaseSetupError(
      'DATABASE_ADMIN_URL is not a PostgreSQL URL: it looks like postgresql://user:password@host:5432/database.',
    );
  }
  return text;
}

/**
 * Everything a migration makes belongs to the migrator, whoever runs it: the owner of the database acts in its role.
 * @param {string} url
 */
export function asMigrator(url) {
  return {
    connectionString: url,
    options: `-c role=${roles.migrator}`,
    max: 1,
    connectionTimeoutMillis: 10_000,
  };
}

const SENTENCES = {
  ENOTFOUND: (at) => `The database host of ${at} is not known.`,
  ECONNREFUSED: (at) => `Nothing answers at ${at}: is PostgreSQL running there?`,
  ETIMEDOUT: (at) => `${at} does not answer.`,
  '28P01': (at, user) => `PostgreSQL at ${at} refuses the password of "${user}".`,
  28000: (at, user) => `PostgreSQL at ${at} does not let "${user}" in (see its pg_hba.conf).`,
  '3D000': (at, _user, database) => `There is no database "${database}" at ${at}.`,
  42501: (at, user) =>
    `"${user}" at ${at} lacks the right: the owner of the database with CREATEROLE is needed.`,
};

/**
 * Turns what the driver says into one sentence without the password.
 * @param {unknown} error
 * @param {string} url
 */
export function explain(error, url) {
  if (error instanceof DatabaseSetupError) return error;
  const { host, username, pathname } = new URL(url);
  const codes = [error?.code, error?.cause?.code, error?.cause?.originalCode, ...sqlStatesIn(error)];
  const code = codes.find((one) => one !== undefined && Object.hasOwn(SENTENCES, one));
  if (code) {
    return new DatabaseSetupError(SENTENCES[code](host, decodeURIComponent(username), pathname.slice(1)), {
      cause: error,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
}

function sqlStatesIn(error) {
  const text = `${error?.message ?? error}`;
  if (text.includes('ECONNREFUSED')) return ['ECONNREFUSED'];
  if (text.includes('password authentication failed')) return ['28P01'];
  return [];
}
