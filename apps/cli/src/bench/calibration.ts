import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

export interface MachineCalibration {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly opensslP256SignPerS: number | null;
  readonly opensslSha256MbPerS: number | null;
}

export interface Calibration extends MachineCalibration {
  /** TPC-B-like transactions (update, select, insert, commit) per second, 8 clients. */
  readonly postgresTransactionsPerS: number;
}

/** What this machine can do at all, measured in the same run as what we do with it. */
export async function calibrate(databaseAdminUrl: string): Promise<Calibration> {
  return {
    ...(await calibrateMachine()),
    postgresTransactionsPerS: await transactionRate(databaseAdminUrl, { clients: 8, seconds: 5 }),
  };
}

/** The part that needs no database. */
export async function calibrateMachine(): Promise<MachineCalibration> {
  const [processor] = cpus();
  return {
    cpu: processor?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    opensslP256SignPerS: await opensslSignRate(),
    opensslSha256MbPerS: await opensslHashRate(),
  };
}

/** `-mr` prints machine-readable lines; null where openssl is missing. */
async function openssl(args: string[]): Promise<string | null> {
  try {
    return (await run('openssl', ['speed', '-mr', '-seconds', '1', ...args])).stdout;
  } catch {
    return null;
  }
}

async function opensslSignRate(): Promise<number | null> {
  const line = /^\+F4:\d+:256:([\d.e-]+):/m.exec((await openssl(['ecdsap256'])) ?? '');
  return line ? Math.round(Number(line[1])) : null;
}

async function opensslHashRate(): Promise<number | null> {
  const line = /^\+F:\d+:sha256:([\d.]+)/im.exec(
    (await openssl(['-bytes', '16384', '-evp', 'sha256'])) ?? '',
  );
  return line ? Math.round(Number(line[1]) / 1e6) : null;
}

async function transactionRate(
  databaseUrl: string,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: clients });
  const schema = `bench_${process.pid}`;
  try {
    await pool.query(`create schema ${schema};
      create table ${schema}.account (id int primary key, balance int not null);
      create table ${schema}.history (id bigint generated always as identity, account int, delta int);
      insert into ${schema}.account select n, 0 from generate_series(1, 10000) n`);
    const endsAtMs = performance.now() + seconds * 1000;
    const counts = await Promise.all(
      Array.from({ length: clients }, (_, seed) => transferLoop(pool, schema, { seed, endsAtMs })),
    );
    return Math.round(counts.reduce((sum, count) => sum + count, 0) / seconds);
  } finally {
    await pool.query(`drop schema if exists ${schema} cascade`);
    await pool.end();
  }
}

async function transferLoop(
  pool: pg.Pool,
  schema: string,
  { seed, endsAtMs }: { seed: number; endsAtMs: number },
): Promise<number> {
  const client = await pool.connect();
  let count = 0;
  try {
    while (performance.now() < endsAtMs) {
      const account = 1 + ((seed * 1213 + count * 7919) % 10_000);
      await client.query('begin');
      await client.query(`update ${schema}.account set balance = balance + 1 where id = $1`, [account]);
      await client.query(`select balance from ${schema}.account where id = $1`, [account]);
      await client.query(`insert into ${schema}.history (account, delta) values ($1, 1)`, [account]);
      await client.query('commit');
      count += 1;
    }
    return count;
  } finally {
    client.release();
  }
}
