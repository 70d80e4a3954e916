import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataDirPath } from './data-dir.mjs';

const FILE = 'environment.json';
const KEPT =
  /^(NODE_ENV|PUBLIC_URL|HOST|API_PORT|DATABASE_URL|REDIS_URL|SMTP_URL|INBOX_URL|SEALWRIGHT_SENDER_\w+|MAIL_FROM|STORAGE_DIR|ERASURE_LIST_FILE|MASTER_KEY|MASTER_KEY_FILE|AUTH_SECRET|AUTH_SECRET_FILE|PKCS11_\w+|SOFTHSM2_CONF|SEAL_\w+|TIMESTAMP_\w+|REVOCATION_\w+|LOG_(KEY_URIS|DIR|ORIGIN|WITNESSES\w*)|TOKEN_JOURNAL_FILE|AUDITOR_DATABASE_URL|CHECKPOINT_\w+|TRUSTED_PROXIES|UPLOAD_MAX_BYTES|UPLOAD_MAX_PAGES|OFFICE_CONVERTER_URL|ALLOW_SOFT_TOKEN)$/;

/**
 * Keeps the variables of this instance's sealer (the fullest set) in `run/environment.json`, readable by its owner
 * only, so that `sealwright doctor` looks at exactly what the running platform uses, and the demo finds the inbox
 * (INBOX_URL) and the first account (SEALWRIGHT_SENDER_EMAIL, SEALWRIGHT_SENDER_PASSWORD_FILE).
 *
 * @param {string} runDir
 * @param {Record<string, string | undefined>} environment
 */
export function keepInstanceEnvironment(runDir, environment) {
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => KEPT.test(name)));
  writeFileSync(join(runDir, FILE), `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
}

/**
 * The environment for a command: `given`, completed by what the instance of its data folder was last started with.
 * Whatever the person sets wins, but for the database.
 *
 * @param {NodeJS.ProcessEnv} given
 */
export function instanceEnvironment(given) {
  const dataDir = dataDirPath(given);
  const file = join(dataDir, 'run', FILE);
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  // For `npm start` DATABASE_URL names the database's owner; the programs, and so the commands, work in a lesser role.
  const databaseUrl = kept.DATABASE_URL ?? given.DATABASE_URL;
  return {
    ...kept,
    ...given,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    SEALWRIGHT_DATA: dataDir,
  };
}
