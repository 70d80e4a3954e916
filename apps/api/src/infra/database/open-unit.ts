import { AppError } from '../../domain/app-error.js';
import type { OrganisationId } from '../../domain/ids.js';
import type { TransactionClient } from './repository-scope.js';

/**
 * The database's own limits, in milliseconds. They end a stuck unit of work long before Prisma would: only the database
 * can do so without leaving a statement behind.
 */
const LIMITS = { statementMs: 20_000, lockMs: 10_000, idleMs: 20_000, transactionMs: 60_000 } as const;

/**
 * The first statement of every unit of work. Row-level security compares each row with `app.organisation`, and a trigger
 * refuses writes without it: a statement that arrives after its transaction has ended (prisma/orm#29762) finds it empty
 * and changes nothing.
 * @returns the database's clock, whole milliseconds.
 */
export async function openUnit(
  client: TransactionClient,
  organisationId: OrganisationId,
  unitId: string,
  access: 'read' | 'write',
): Promise<Date> {
  const rows = await client.$queryRaw<{ now: Date }[]>`/* named: open-unit */
    SELECT date_trunc('milliseconds', transaction_timestamp()) AS now,
      set_config('app.organisation', ${organisationId}, true),
      set_config('app.unit', ${unitId}, true),
      set_config('transaction_read_only', ${access === 'read' ? 'on' : 'off'}, true),
      set_config('statement_timeout', ${String(LIMITS.statementMs)}, true),
      set_config('lock_timeout', ${String(LIMITS.lockMs)}, true),
      set_config('idle_in_transaction_session_timeout', ${String(LIMITS.idleMs)}, true),
      CASE WHEN current_setting('server_version_num')::int >= 170000
        THEN set_config('transaction_timeout', ${String(LIMITS.transactionMs)}, true) END`;
  const now = rows[0]?.now;
  if (!now) throw new Error('The database did not answer the opening statement of a unit of work.');
  return now;
}

/**
 * A superuser or owner in DATABASE_URL would silently see and change every organisation's rows.
 * @throws AppError `service-unavailable` with what to mend.
 */
export async function assertGuardedRole(client: TransactionClient): Promise<void> {
  const rows = await client.$queryRaw<{ unguarded: boolean }[]>`
    SELECT rolsuper OR rolbypassrls OR pg_has_role(current_user, 'sealwright_migrator', 'MEMBER') AS unguarded
    FROM pg_roles WHERE rolname = current_user`;
  if (rows[0]?.unguarded === false) return;
  throw new AppError(
    'service-unavailable',
    'DATABASE_URL names a role that row-level security does not bind; use sealwright_app or sealwright_sealer.',
  );
}
