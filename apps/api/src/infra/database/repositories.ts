import type { Transaction } from '../../ports/transaction.js';
import { PrismaAuditWriter } from './prisma-audit-writer.js';
import { PrismaBlobIndex } from './prisma-blob-index.js';
import { PrismaOutbox } from './prisma-outbox.js';
import type { RepositoryScope } from './repository-scope.js';

/** Every repository of one unit of work. A new one: see `ports/transaction.ts`. */
export function repositories(scope: RepositoryScope): Transaction {
  return {
    organisationId: scope.organisationId,
    now: scope.now,
    audit: new PrismaAuditWriter(scope),
    outbox: new PrismaOutbox(scope),
    blobs: new PrismaBlobIndex(scope),
  };
}
