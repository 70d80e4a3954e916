import { isConnectionGone, isNothingDone } from './database-errors.js';

type MayRepeat = (error: unknown) => boolean;

/** What Prisma itself reads with; a statement of our own may call a function that writes. */
const READS = /^SELECT "/;

/** What may be sent once more although it is not known whether it was carried out. */
export const repeatable = {
  /** BEGIN: a transaction that died with its connection has changed nothing. */
  begin: isConnectionGone satisfies MayRepeat,
  /** A statement outside of a transaction. */
  statement: (sql: string): MayRepeat => (READS.test(sql) ? isConnectionGone : isNothingDone),
};

/**
 * Carries out `work` over a connection that is alive. When PostgreSQL restarts, or another server takes over, every
 * connection in the pool is dead, and the pool learns it only when the sockets are read: whoever asks first would be told that the
 * database is away although it is well. Each try takes one dead connection out of the pool, so behind as many as it
 * holds there is a fresh one, or none can be made: that is another error.
 *
 * @param poolSize most connections the pool holds
 */
export async function pastTheDead<T>(
  work: () => Promise<T>,
  mayRepeat: MayRepeat,
  poolSize: number,
): Promise<T> {
  for (let left = poolSize; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !mayRepeat(error)) throw error;
      // The sockets that ended meanwhile are read, and their connections leave the pool.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
