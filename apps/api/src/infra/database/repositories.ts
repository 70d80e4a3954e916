import type { Transaction } from '../../ports/transaction.js';
import { PrismaAuditWriter } from './prisma-audit-writer.js';
import { PrismaBlobIndex } from './prisma-blob-index.js';
import { PrismaBulkRepository } from './prisma-bulk-repository.js';
import { PrismaMailRepository } from './prisma-mail-repository.js';
import { PrismaOutbox } from './prisma-outbox.js';
import { PrismaSealRepository } from './prisma-seal-repository.js';
import { PrismaTemplateRepository } from './prisma-template-repository.js';
import type { RepositoryScope } from './repository-scope.js';

/** Every repository of one unit of work. A new one: see `ports/transaction.ts`. */
export function repositories(scope: RepositoryScope): Transaction {
  return {
    organisationId: scope.organisationId,
    now: scope.now,
    audit: new PrismaAuditWriter(scope),
    outbox: new PrismaOutbox(scope),
    blobs: new PrismaBlobIndex(scope),
    seals: new PrismaSealRepository(scope),
    mails: new PrismaMailRepository(scope),
    templates: new PrismaTemplateRepository(scope),
    bulks: new PrismaBulkRepository(scope),
  };
}
