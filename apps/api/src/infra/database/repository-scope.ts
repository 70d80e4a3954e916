import type { JobId, OrganisationId } from '../../domain/ids.js';
import type { Ids } from '../../ports/ids.js';
import type { QueueName } from '../../ports/jobs.js';
import type { Prisma } from './generated/client.js';

/** Prisma's client inside a running transaction: the only client a repository may use. */
export type TransactionClient = Prisma.TransactionClient;

/** What every repository of one unit of work is built from. Lives as long as its transaction. */
export interface RepositoryScope {
  readonly client: TransactionClient;
  readonly organisationId: OrganisationId;
  /** The database's clock at the start of the transaction, whole milliseconds. */
  readonly now: Date;
  readonly ids: Ids;
  /** Jobs enqueued so far; their bell is rung after the commit. Written by the outbox alone. */
  readonly bells: { readonly queue: QueueName; readonly jobId: JobId }[];
}
