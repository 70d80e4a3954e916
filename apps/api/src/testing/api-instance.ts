import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DiscoveryService } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { apiModule } from '../api.module.js';
import { loadConfig } from '../config/config.js';
import type { OrganisationId } from '../domain/ids.js';
import { AuthEngine } from '../features/accounts/auth-engine.js';
import { authRoutes } from '../features/accounts/auth-routes.js';
import { hashPassword } from '../features/accounts/password-hash.js';
import { buildHttpApp } from '../http/build-http-app.js';
import { type Route, readRoutes } from '../http/route-table.js';
import { ChildPdfSandbox } from '../infra/pdf-sandbox/child-pdf-sandbox.js';
import { RandomIds } from '../infra/time/random-ids.js';
import { LOGGER } from '../platform.module.js';
import { ApiBrowser } from './api-browser.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { freePort } from './free-port.js';

const SANDBOX_ENTRY = fileURLToPath(new URL('../../dist/infra/pdf-sandbox/pdf-child.js', import.meta.url));

export interface TestUser {
  readonly userId: string;
  readonly organisationId: OrganisationId;
  readonly email: string;
  readonly password: string;
}

/** The real HTTP application over a real database, listening on a port of its own. */
export interface ApiInstance {
  readonly database: TestDatabase;
  readonly app: NestExpressApplication;
  readonly origin: string;
  readonly ids: RandomIds;
  readonly routes: readonly Route[];
  /** Where the transparency log's tiles are read from. */
  readonly logDir: string;
  /** A browser without cookies. */
  browser(): ApiBrowser;
  /** Makes an organisation with one user. */
  addOrganisation(role?: 'owner' | 'admin' | 'member'): Promise<TestUser>;
  /** Adds a user to an organisation. */
  addUser(organisationId: OrganisationId, role: 'owner' | 'admin' | 'member' | 'auditor'): Promise<TestUser>;
  signIn(user: TestUser): Promise<ApiBrowser>;
  close(): Promise<void>;
}

export async function createApiInstance(): Promise<ApiInstance> {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-api-'));
  const database = await createTestDatabase();
  const origin = `http://localhost:${port}`;
  const app = await startApp(database, origin, dir);
  await app.listen(port, '127.0.0.1');
  const ids = new RandomIds();
  await makeReady(database, ids);
  const addUser = (organisationId: OrganisationId, role: string) =>
    insertUser(database, ids, organisationId, role);
  const browser = () => new ApiBrowser(origin);
  return {
    ...{ database, app, origin, ids, browser, addUser, logDir: join(dir, 'log') },
    routes: readRoutes(app.get(DiscoveryService, { strict: false })),
    addOrganisation: async (role = 'owner') => {
      const organisationId = ids.uuid<OrganisationId>();
      const sql = 'INSERT INTO organization (id, name, slug) VALUES ($1, $2, $3)';
      await database.query('admin', sql, [organisationId, 'Example Ltd', organisationId]);
      return addUser(organisationId, role);
    },
    signIn: async ({ email, password }) => {
      const signedIn = browser();
      const answer = await signedIn.post('/api/auth/sign-in/email', { email, password });
      if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}: ${answer.text}`);
      return signedIn;
    },
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function startApp(
  database: TestDatabase,
  origin: string,
  dir: string,
): Promise<NestExpressApplication> {
  const { config, secrets } = loadConfig('api', {
    NODE_ENV: 'test',
    PUBLIC_URL: origin,
    DATABASE_URL: database.urlOf('app'),
    REDIS_URL: process.env.REDIS_URL ?? '',
    SMTP_URL: process.env.SMTP_URL ?? '',
    MAIL_FROM: 'Sealwright <sign@sealwright.localhost>',
    STORAGE_DIR: dir,
    MASTER_KEY: randomBytes(32).toString('base64'),
    AUTH_SECRET: randomBytes(32).toString('hex'),
    UPLOAD_MAX_BYTES: '2097152',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'fatal',
  });
  return await buildHttpApp({
    module: apiModule(config, secrets, () => new ChildPdfSandbox({ entry: SANDBOX_ENTRY, mostMs: 120_000 })),
    loggerToken: LOGGER,
    trustedProxies: config.http.trustedProxies,
    authRoutes: (app) => authRoutes(app.get(AuthEngine, { strict: false })),
  });
}

/** The rows a sealer would have written, so that sending is not refused. */
async function makeReady(database: TestDatabase, ids: RandomIds): Promise<void> {
  await database.query(
    'admin',
    `INSERT INTO seal_key (id, label, algorithm, fingerprint, origin, exportable, soft_token, token_manufacturer,
       token_model, token_serial, probe, chain_pem, trust_pem, subject, not_before, not_after)
     VALUES ($1, 'seal', 'ecdsa-p256-sha256', $2, 'generated-in-token', false, true, '', '', '', '{}', '', '', 'CN=Test',
       now() - interval '1 day', now() + interval '900 days')`,
    [ids.uuid(), randomBytes(32)],
  );
  await database.query(
    'admin',
    `INSERT INTO service_health (name, state, detail, since, checked_at)
     VALUES ('sealer', 'ok', 'Ready.', now(), now() + interval '1 day')`,
  );
}

/** A member with a password, put into the database around the application. */
export async function insertUser(
  database: TestDatabase,
  ids: RandomIds,
  organisationId: OrganisationId,
  role: string,
): Promise<TestUser> {
  const userId: string = ids.uuid();
  const email = `${userId}@example.test`;
  const password = 'a long enough passphrase';
  const sql = `INSERT INTO "user" (id, name, email, email_verified, updated_at) VALUES ($1, 'Ada Lovelace', $2, true, now())`;
  await database.query('admin', sql, [userId, email]);
  await database.query(
    'admin',
    `INSERT INTO account (id, account_id, provider_id, user_id, password, updated_at)
     VALUES ($1, $2, 'credential', $3, $4, now())`,
    [ids.uuid(), userId, userId, await hashPassword(password)],
  );
  const member = 'INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, $2, $3, $4)';
  await database.query('admin', member, [ids.uuid(), organisationId, userId, role]);
  return { userId, organisationId, email, password };
}
