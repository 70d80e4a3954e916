import { PrismaClient } from './generated/client.js';
import { OrderlyPrismaPg } from './orderly-transaction.js';

export interface DatabaseOptions {
  readonly databaseUrl: string;
  /** Shown in pg_stat_activity: `sealwright-api`, `sealwright-worker`, `sealwright-sealer`. */
  readonly applicationName: string;
  readonly poolSize: number;
}

const CONNECT_TIMEOUT_MS = 8_000;

/** Pool and client of one process. Connects on first use; a lost connection is replaced, not fatal. */
export function createPrismaClient(options: DatabaseOptions): PrismaClient {
  const adapter = new OrderlyPrismaPg({
    connectionString: options.databaseUrl,
    application_name: options.applicationName,
    max: options.poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  return new PrismaClient({ adapter });
}
