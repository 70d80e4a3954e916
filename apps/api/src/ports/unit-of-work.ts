import type { OrganisationId } from '../domain/ids.js';
import type { Transaction } from './transaction.js';

/**
 * The only way to the business tables. Everything `work` does through `tx` commits together or not at all: state, audit
 * events, outbox rows (promise 4).
 *
 * `work` may run more than once (the database asks for a retry after a deadlock), so it MUST have no effect outside
 * `tx`: no mail, no HSM, no blob that is not content-addressed. It MUST NOT open another unit of work, nor call
 * `BlobStore` (which opens one to find a key): two connections held by one request starve the pool.
 */
export abstract class UnitOfWork {
  /**
   * Runs `work` read-write inside one organisation. When it has committed, the bell of every job it enqueued is rung; a
   * bell that cannot be rung is no failure (the sweep finds the job).
   * @throws AppError `database-busy` (limits reached, retry later) or `database-unavailable`; what `work` throws is
   * thrown on after the rollback.
   */
  abstract transact<T>(organisationId: OrganisationId, work: (tx: Transaction) => Promise<T>): Promise<T>;

  /** Runs `work` inside one organisation on a read-only snapshot; a write in it is refused by the database. */
  abstract read<T>(organisationId: OrganisationId, work: (tx: Transaction) => Promise<T>): Promise<T>;
}
