import { AppError } from '../../domain/app-error.js';
import { Prisma } from './generated/client.js';

/** Prisma codes that mean "try again": P2034 is a deadlock or a serialisation failure; nothing was committed. */
const RETRYABLE = new Set(['P2034']);
/** Waited too long for a connection or ran into a limit of time. */
const BUSY = new Set(['P2024', 'P2028', 'P2037']);
const UNAVAILABLE = new Set(['P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1010', 'P1011', 'P1017']);
/**
 * SQLSTATE: cancelled by a timeout, lock not available, idle or whole-transaction limit, too many connections; SW001 is
 * ours for a statement whose unit of work had already ended.
 */
const BUSY_STATES = new Set(['57014', '55P03', '25P03', '25P04', '53300', 'SW001']);
/** A character (NUL) or a time that PostgreSQL has no place for: it came with the request. */
const UNKEEPABLE_STATES = new Set(['22021', '22008']);
/** Ours for a change to something frozen: the rules allow none, so somebody else was faster. */
const FROZEN_STATE = 'SW005';
/** Classes 08 (connection) and 57P (server shutting down or starting), and 53 (out of disk or memory). */
const UNAVAILABLE_STATE = /^(08|57P0|53[12]|58)/;

/** True when the database itself asked for a retry: the transaction is rolled back and may run again. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && RETRYABLE.has(error.code)) return true;
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

/** Turns what the database says about its own condition into `database-busy` or `database-unavailable`. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = error instanceof Prisma.PrismaClientKnownRequestError ? error.code : null;
  const state = sqlState(error) ?? '';
  if ((code && BUSY.has(code)) || BUSY_STATES.has(state) || isRetryable(error)) {
    return new AppError('database-busy', 'The database is busy. Please try again in a moment.', {
      cause: error,
    });
  }
  if ((code && UNAVAILABLE.has(code)) || UNAVAILABLE_STATE.test(state) || isConnectionFault(error)) {
    return new AppError('database-unavailable', 'The database cannot be reached. Please try again shortly.', {
      cause: error,
    });
  }
  if (state === FROZEN_STATE) {
    return new AppError('version-conflict', 'Somebody else changed this in the meantime; load it again.', {
      cause: error,
    });
  }
  if (UNKEEPABLE_STATES.has(state)) {
    const sentence =
      'A value of this request cannot be kept: a time out of range, or a text with the character NUL.';
    return new AppError('validation-failed', sentence, { cause: error });
  }
  return error;
}

/** The SQLSTATE behind an error, wherever Prisma put it; null when it did not come from the database. */
export function sqlState(error: unknown): string | null {
  const cause = adapterCause(error);
  return typeof cause?.originalCode === 'string' ? cause.originalCode : null;
}

function adapterCause(error: unknown): Record<string, unknown> | null {
  if (!(error instanceof Error)) return null;
  const meta = error instanceof Prisma.PrismaClientKnownRequestError ? error.meta?.driverAdapterError : error;
  const cause = meta instanceof Error ? meta.cause : null;
  return typeof cause === 'object' && cause !== null ? { ...cause } : null;
}

const CONNECTION_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TlsConnectionError',
  'AuthenticationFailed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
]);

function isConnectionFault(error: unknown): boolean {
  const kind = adapterCause(error)?.kind;
  if (typeof kind === 'string' && CONNECTION_KINDS.has(kind)) return true;
  return (
    isConnectionGone(error) ||
    error instanceof Prisma.PrismaClientInitializationError ||
    /Connection terminated|timeout exceeded when trying to connect/.test(String(error))
  );
}

/** Sessions the server ended: by an administrator or as it shut down (57P01), and after a crash (57P02). */
const SESSION_ENDED = new Set(['57P01', '57P02']);
/** As `pg` and Node say it, without a code of the server. */
const GONE = /^Connection terminated( unexpectedly)?$|connection error and is not queryable|\bEPIPE$/;

/** True when a statement was sent over a connection whose other end is gone; whether it was carried out is not said. */
export function isConnectionGone(error: unknown): boolean {
  if (SESSION_ENDED.has(sqlState(error) ?? '') || adapterCause(error)?.kind === 'ConnectionClosed')
    return true;
  return error instanceof Error && GONE.test(error.message);
}

/** True when the server ended the session before it had committed anything of the statement (57P01). */
export function isNothingDone(error: unknown): boolean {
  return sqlState(error) === '57P01';
}
