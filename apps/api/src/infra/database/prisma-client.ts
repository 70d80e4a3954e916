import { PrismaClient } from './generated/client.js';
import { OrderlyPrismaPg } from './orderly-transaction.js';

export interface DatabaseOptions {
  readonly databaseUrl: string;
  /** Shown in pg_stat_activity: `sealwright-api`, `sealwright-worker`, `sealwright-sealer`. */
  readonly applicationName: string;
  readonly poolSize: number;
}

const CONNECT_TIMEOUT_MS = 8_000;
/**
 * For transactions that name none of their own. Prisma's are two and five seconds: on a busy machine it gives up before the
 * database does, and its ROLLBACK can overtake a statement on its way (prisma/orm#29762).
 */
const TRANSACTION_LIMITS = { maxWait: 10_000, timeout: 120_000 };

/** Pool and client of one process. Connects on first use; a lost connection is replaced, not fatal. */
export function createPrismaClient(options: DatabaseOptions): PrismaClient {
  const pool = {
    connectionString: options.databaseUrl,
    application_name: options.applicationName,
    max: options.poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  };
  const adapter = new OrderlyPrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) });
  return new PrismaClient({ adapter, transactionOptions: TRANSACTION_LIMITS });
}

/**
 * What every unit of work sends begins with such a mark, and is parsed and planned once for each connection. Without a
 * mark a statement stays nameless: Prisma writes more of them than a connection should remember.
 */
const MARK = /^\/\* named: ([a-z-]+) \*\//;

const nameOf = (sql: string): string => MARK.exec(sql)?.[1] ?? '';
