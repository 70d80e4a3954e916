import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OrganisationId } from '../domain/ids.js';
import type { PrismaClient } from '../infra/database/generated/client.js';
import { createPrismaClient } from '../infra/database/prisma-client.js';
import { PrismaUnitOfWork } from '../infra/database/prisma-unit-of-work.js';
import { BullMqJobBell } from '../infra/queue/bullmq-job-bell.js';
import { FilesystemBlobStore } from '../infra/storage/filesystem-blob-store.js';
import { MasterKeyWrapper } from '../infra/storage/master-key-wrapper.js';
import { RandomIds } from '../infra/time/random-ids.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { createTestToken, type TestToken } from './test-token.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
/** `npm test` starts the programs as everybody does, each one file (ADR 0033); by hand, what `tsc -b` wrote is newer. */
const programs = process.env.TEST_API_PROGRAMS ?? dist;

export interface RunningProcess {
  readonly child: ChildProcess;
  /** Resolves with the signal or the status it ended with. */
  readonly ended: Promise<string>;
  kill(signal: NodeJS.Signals): Promise<string>;
}

/** Database, files and token of one test file, with the real api, worker and sealer as processes of their own. */
export interface TestInstance {
  readonly database: TestDatabase;
  readonly token: TestToken;
  readonly organisationId: OrganisationId;
  readonly userId: string;
  readonly ids: RandomIds;
  readonly prisma: PrismaClient;
  /** As api and worker. */
  readonly unitOfWork: PrismaUnitOfWork;
  /** As the sealer. */
  readonly sealerUnitOfWork: PrismaUnitOfWork;
  readonly blobs: FilesystemBlobStore;
  /** Log of every process, for a failing test's message. */
  readonly dir: string;
  /** The api needs `API_PORT`. */
  start(name: 'api' | 'sealer' | 'worker', environment?: Record<string, string>): RunningProcess;
  /** Ends every process this instance started, and removes its data. */
  close(): Promise<void>;
}

/** Needs the services of scripts/test-services.mjs and a built `apps/api/dist`. */
export async function createTestInstance(): Promise<TestInstance> {
  if (!existsSync(join(programs, 'worker.js')))
    throw new Error(`${programs} is not built: run tsc -b apps/api first.`);
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-instance-'));
  const database = await createTestDatabase();
  const token = await createTestToken(join(dir, 'token'));
  const storage = join(dir, 'blobs');
  mkdirSync(storage);
  const masterKey = randomBytes(32);
  const ids = new RandomIds();
  const organisationId = ids.uuid<OrganisationId>();
  const userId: string = ids.uuid();
  await database.query(
    'admin',
    "INSERT INTO organization (id, name, slug) VALUES ($1, 'Example Ltd', 'example')",
    [organisationId],
  );
  const prisma = createPrismaClient({
    databaseUrl: database.urlOf('app'),
    applicationName: 'test',
    poolSize: 6,
  });
  const quiet = () => {};
  const bell = new BullMqJobBell(process.env.REDIS_URL ?? '', { info: quiet, warn: quiet, error: quiet });
  const unitOfWork = new PrismaUnitOfWork(prisma, ids, bell);
  const asSealer = createPrismaClient({
    databaseUrl: database.urlOf('sealer'),
    applicationName: 'test',
    poolSize: 2,
  });
  const sealerUnitOfWork = new PrismaUnitOfWork(asSealer, ids, bell);
  const blobs = new FilesystemBlobStore(storage, new MasterKeyWrapper(masterKey), unitOfWork);
  const shared = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'test',
    PUBLIC_URL: 'http://localhost:4680',
    REDIS_URL: process.env.REDIS_URL ?? '',
    SMTP_URL: process.env.SMTP_URL ?? '',
    MAIL_FROM: 'Sealwright <sign@sealwright.localhost>',
    STORAGE_DIR: storage,
    MASTER_KEY: masterKey.toString('base64'),
  };
  const own = {
    sealer: { DATABASE_URL: database.urlOf('sealer'), ...token.environment },
    worker: { DATABASE_URL: database.urlOf('app') },
    api: { DATABASE_URL: database.urlOf('app'), AUTH_SECRET: randomBytes(32).toString('hex') },
  };
  const running = new Set<RunningProcess>();
  return {
    ...{ database, token, organisationId, userId, ids, prisma, unitOfWork, sealerUnitOfWork, blobs, dir },
    start: (name, environment = {}) => {
      const started = startProcess(
        name,
        { ...shared, ...own[name], ...environment },
        join(dir, `${name}.log`),
      );
      running.add(started);
      return started;
    },
    close: async () => {
      await Promise.all([...running].map((each) => each.kill('SIGTERM')));
      await bell.close();
      await Promise.all([prisma.$disconnect(), asSealer.$disconnect()]);
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function startProcess(name: string, environment: Record<string, string>, logFile: string): RunningProcess {
  const entry = name === 'api' ? 'main.js' : `${name}.js`;
  const child = spawn(process.execPath, [join(programs, entry)], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (status, signal) => resolve(signal ?? String(status)));
  });
  return {
    child,
    ended,
    kill: async (signal) => {
      child.kill(signal);
      const hard = setTimeout(() => child.kill('SIGKILL'), 30_000);
      const how = await ended;
      clearTimeout(hard);
      return how;
    },
  };
}

const FIRST_PAUSE_MS = 20;
/** For everybody: a busy machine is not a broken product, and what comes is not waited for longer. */
const PATIENCE_MS = 240_000;

/**
 * Asks until the answer is given, ever more seldom: each question costs processor time that what is waited for could use.
 *
 * @throws Error when it is not given within four minutes
 */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false>,
  longestPauseMs = 250,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.3, longestPauseMs)) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Not within ${PATIENCE_MS} ms.`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
