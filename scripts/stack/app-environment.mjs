import { join } from 'node:path';
import { withoutNpmRun } from '../toolchain/npm-run.mjs';
import { API_PROGRAMS } from './build.mjs';
import { ownTimestampVariables, runsOwnTimestamps, timestampVariables } from './timestamp-environment.mjs';

/** What only one process may see; removed from everybody's surroundings and handed out one by one below. */
const PRIVATE =
  /^(DATABASE_URL|DATABASE_ADMIN_URL|TEST_DATABASE_ADMIN_URL|PKCS11_|SOFTHSM2_CONF$|SEAL_(CHAIN|TRUST)_FILE$|TIMESTAMP_|REVOCATION_|LOG_KEY_URIS$|TOKEN_JOURNAL_FILE$|AUDITOR_DATABASE_URL$|MONITOR_|CHECKPOINT_|MASTER_KEY|AUTH_SECRET|SEALWRIGHT_.*_PASSWORD$|NODE_ENV$)/;

/**
 * The environments of a stack's processes, made from `given` (the person's own variables win where they replace a
 * service or a setting). The sealer's lacks the token: provisioning says where that is.
 *
 * @param {{ given: NodeJS.ProcessEnv, data: Record<string, string>, ports: Record<string, number>, publicUrl: string,
 *           secrets: ReturnType<typeof import('./secrets.mjs').instanceSecrets>,
 *           services: { databaseAdminUrl: string, redisUrl: string, smtpUrl: string } }} facts
 */
export function appEnvironments({ given, data, ports, publicUrl, secrets, services }) {
  const surroundings = Object.fromEntries(
    Object.entries(withoutNpmRun(given)).filter(([name]) => !PRIVATE.test(name)),
  );
  const shared = {
    ...surroundings,
    NODE_ENV: given.NODE_ENV ?? 'development',
    PUBLIC_URL: publicUrl,
    HOST: '127.0.0.1',
    API_PORT: String(ports.api),
    REDIS_URL: services.redisUrl,
    SMTP_URL: services.smtpUrl,
    MAIL_FROM: given.MAIL_FROM ?? 'Sealwright <no-reply@sealwright.localhost>',
    STORAGE_DIR: given.STORAGE_DIR ?? data.blobs,
    ...chosen(given, /^ERASURE_LIST_FILE$/),
    ...keyOrFile('MASTER_KEY', given, secrets.file('master-key')),
    ...keyOrFile('AUTH_SECRET', given, secrets.file('auth-secret')),
  };
  const app = {
    ...shared,
    DATABASE_URL: asRole(services.databaseAdminUrl, 'sealwright_app', secrets.value('app-password')),
  };
  // Only the worker reaches out to where checkpoints are kept, and knows the secrets of those places.
  const worker = { ...app, ...chosen(given, /^CHECKPOINT_(SINK|WEBHOOK|S3)/) };
  const sealer = { ...shared, ...sealerVariables({ given, data, ports, secrets, services }) };
  const admin = { ...app, ...adminVariables({ secrets, services }) };
  const web = {
    ...surroundings,
    NODE_ENV: 'production',
    HOSTNAME: '127.0.0.1',
    PORT: String(ports.web),
    API_ORIGIN: `http://127.0.0.1:${ports.api}`,
    PUBLIC_URL: publicUrl,
  };
  const provisioning = {
    ...surroundings,
    ...tokenVariables(given),
    ...chosen(given, /^(LOG_KEY_URIS|TOKEN_JOURNAL_FILE)$/),
  };
  return { app, worker, sealer, admin, web, provisioning };
}

/** What only the sealer may see, but for the token: provisioning says where that is. */
function sealerVariables({ given, data, ports, secrets, services }) {
  const as = (role, password) => asRole(services.databaseAdminUrl, role, secrets.value(password));
  return {
    ...(given.PKCS11_MODULE && given.PKCS11_PIN ? { PKCS11_PIN: given.PKCS11_PIN } : {}),
    DATABASE_URL: as('sealwright_sealer', 'sealer-password'),
    AUDITOR_DATABASE_URL: as('sealwright_auditor', 'auditor-password'),
    ...chosen(given, /^MONITOR_/),
    TOKEN_JOURNAL_FILE: given.TOKEN_JOURNAL_FILE ?? join(data.root, 'token-journal.jsonl'),
    ...chosen(given, /^CHECKPOINT_TIMESTAMP_MINUTES$/),
    ...(runsOwnTimestamps(given) ? ownTimestampVariables({ data, port: ports.timestamps }) : {}),
    ...timestampVariables(given),
  };
}

/** Who makes roles and migrations. */
function adminVariables({ secrets, services }) {
  return {
    DATABASE_ADMIN_URL: services.databaseAdminUrl,
    SEALWRIGHT_MIGRATOR_PASSWORD: secrets.value('migrator-password'),
    SEALWRIGHT_APP_PASSWORD: secrets.value('app-password'),
    SEALWRIGHT_SEALER_PASSWORD: secrets.value('sealer-password'),
    SEALWRIGHT_AUDITOR_PASSWORD: secrets.value('auditor-password'),
  };
}

/** The api-side programs, in the order in which they are started. */
export function appPrograms(environments) {
  return [
    { name: 'sealer', script: join(API_PROGRAMS, 'sealer.js'), env: environments.sealer },
    { name: 'api', script: join(API_PROGRAMS, 'main.js'), env: environments.app },
    { name: 'worker', script: join(API_PROGRAMS, 'worker.js'), env: environments.worker },
  ];
}

/** A token of the person's own. SOFTHSM2_CONF counts only with it: the machine's tokens are not ours to use. */
function tokenVariables(given) {
  if (!given.PKCS11_MODULE) return {};
  return chosen(given, /^(PKCS11_|SEAL_|SOFTHSM2_CONF$)/);
}

function chosen(given, pattern) {
  return Object.fromEntries(Object.entries(given).filter(([name]) => pattern.test(name)));
}

/** A secret is given by value, by file, or by nobody: then it is the one this instance generated. */
function keyOrFile(name, given, ownFile) {
  if (given[name]) return { [name]: given[name] };
  return { [`${name}_FILE`]: given[`${name}_FILE`] ?? ownFile };
}

function asRole(adminUrl, role, password) {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  return url.href;
}
