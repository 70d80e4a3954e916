import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Server {
  readonly url: string;
  readonly pid: number;
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}
interface Options {
  readonly baseDir: string;
  readonly port: number;
  readonly password: string;
  readonly logFile: string;
}

/** A PostgreSQL that a test may take down, apart from the one all tests share. */
export interface OwnPostgres {
  readonly adminUrl: string;
  /** As `pg_ctl stop -m immediate`: no goodbye to sessions, recovery at the next start. */
  crash(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startOwnPostgres(port: number): Promise<OwnPostgres> {
  const scripts = new URL('../../../../scripts/services/', import.meta.url);
  const load = async <T>(name: string) => (await import(fileURLToPath(new URL(name, scripts)))) as T;
  const { startPostgres } = await load<{ startPostgres(options: Options): Promise<Server> }>('postgres.mjs');
  const { SYSTEM_DIR } = await load<{ SYSTEM_DIR: string }>('postgres-binaries.mjs');
  const logDir = mkdtempSync(join(tmpdir(), 'sealwright-postgres-'));
  // As root PostgreSQL runs as nobody, who may not enter a private folder.
  const home = process.getuid?.() === 0 ? join(SYSTEM_DIR, `test-${port}-${process.pid}`) : logDir;
  const baseDir = join(home, 'postgres');
  const password = randomBytes(18).toString('hex');
  const options = { baseDir, port, password, logFile: join(logDir, 'postgres.log') };
  let server = await startPostgres(options);
  return {
    adminUrl: server.url,
    crash: async () => {
      process.kill(server.pid, 'SIGQUIT');
      await server.exited;
    },
    start: async () => {
      server = await startPostgres(options);
    },
    remove: async () => {
      await server.stop();
      for (const folder of [logDir, dirname(baseDir)]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
