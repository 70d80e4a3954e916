import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { launchUntil } from '../processes/launch.mjs';
import { waitUntil } from '../processes/wait-until.mjs';
import { postgresHome } from './postgres-binaries.mjs';

const NOBODY = 65_534;
const START_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 30_000;
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/**
 * Starts a PostgreSQL 18 of our own: TCP on 127.0.0.1 only, scram passwords, no unix socket, data checksums.
 * The cluster is created in `<baseDir>/data` on the first start. As root the server runs as nobody.
 *
 * @param {{ baseDir: string, port: number, password: string, logFile: string, durable?: boolean }} options
 *   `durable: false` turns fsync off and is for throw-away test clusters only
 * @returns {Promise<{ url: string, pid: number, exited: Promise<string>, stop: () => Promise<void> }>}
 */
export async function startPostgres({ baseDir, port, password, logFile, durable = true }) {
  const home = postgresHome();
  const runAs = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  mkdirSync(baseDir, { recursive: true, mode: 0o700 });
  if (runAs.uid) {
    chmodSync(dirname(baseDir), 0o711);
    chownSync(baseDir, NOBODY, NOBODY);
  }
  const dataDir = join(baseDir, 'data');
  if (!existsSync(join(dataDir, 'PG_VERSION'))) createCluster({ home, baseDir, dataDir, password, runAs });
  await stopLeftover(dataDir);
  const url = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  const args = ['-D', dataDir, '-p', String(port), ...settings(durable)];
  const server = await launchUntil(
    { command: join(home, 'bin', 'postgres'), args, cwd: '/', env: ENVIRONMENT, logFile, ...runAs },
    { isReady: () => answers(url), timeoutMs: START_TIMEOUT_MS, failure: 'PostgreSQL did not start' },
  );
  // SIGINT is PostgreSQL's "fast" shutdown: sessions are ended, nothing committed is lost.
  return { url, pid: server.pid, exited: server.exited, stop: () => server.stop('SIGINT', STOP_GRACE_MS) };
}

function createCluster({ home, baseDir, dataDir, password, runAs }) {
  // initdb removes what it made when it fails, but not after a kill -9: a folder without PG_VERSION is no cluster.
  rmSync(dataDir, { recursive: true, force: true });
  const passwordFile = join(baseDir, 'initdb-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runAs.uid) chownSync(passwordFile, NOBODY, NOBODY);
  const args = [
    '-D',
    dataDir,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
  ];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const made = spawnSync(
    join(home, 'bin', 'initdb'),
    [...args, ...locale, '--data-checksums', '--no-instructions'],
    {
      ...runAs,
      cwd: '/',
      encoding: 'utf8',
      env: ENVIRONMENT,
    },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new Error(`PostgreSQL could not create its cluster: ${made.stderr || made.error?.message}`);
}

/** A `kill -9` of the platform leaves its PostgreSQL running on the data folder: end it before starting another. */
async function stopLeftover(dataDir) {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || !isPostgres(pid, dataDir)) {
    // The number may meanwhile belong to a stranger's process; PostgreSQL would refuse to start because of it.
    rmSync(pidFile, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  await waitUntil(() => !isPostgres(pid, dataDir), {
    timeoutMs: STOP_GRACE_MS,
    failure: 'A leftover PostgreSQL did not end',
  });
}

function isPostgres(pid, dataDir) {
  const shown = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return shown.status === 0 && shown.stdout.includes('postgres') && shown.stdout.includes(dataDir);
}

async function answers(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Sized for a small host (2 cores) that the other processes share; everything else stays at PostgreSQL's defaults. */
function settings(durable) {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: durable ? '512MB' : '128MB',
    effective_cache_size: '4GB',
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    random_page_cost: '1.1',
    jit: 'off',
    max_parallel_workers_per_gather: '1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
