import type { Transaction } from '../../ports/transaction.js';
import { PrismaApiKeyRepository } from './prisma-api-key-repository.js';
import { PrismaAuditLogRepository } from './prisma-audit-log-repository.js';
import { PrismaAuditWriter } from './prisma-audit-writer.js';
import { PrismaAuditorGrantRepository } from './prisma-auditor-grant-repository.js';
import { PrismaBlobIndex } from './prisma-blob-index.js';
import { PrismaBulkRepository } from './prisma-bulk-repository.js';
import { PrismaDocumentRepository } from './prisma-document-repository.js';
import { PrismaEnvelopeRepository } from './prisma-envelope-repository.js';
import { PrismaEvidenceRepository } from './prisma-evidence-repository.js';
import { PrismaForgettingRepository } from './prisma-forgetting-repository.js';
import { PrismaLegalHoldRepository } from './prisma-legal-hold-repository.js';
import { PrismaLinkRepository } from './prisma-link-repository.js';
import { PrismaLogAlarmRepository } from './prisma-log-alarm-repository.js';
import { PrismaMailHoldRepository } from './prisma-mail-hold-repository.js';
import { PrismaMailRepository } from './prisma-mail-repository.js';
import { PrismaOutbox } from './prisma-outbox.js';
import { PrismaPersonRepository } from './prisma-person-repository.js';
import { PrismaPlatformFactsRepository } from './prisma-platform-facts-repository.js';
import { PrismaRehearsalRepository } from './prisma-rehearsal-repository.js';
import { PrismaRetentionRepository } from './prisma-retention-repository.js';
import { PrismaSealExtensionRepository } from './prisma-seal-extension-repository.js';
import { PrismaSealRepository } from './prisma-seal-repository.js';
import { PrismaSealingPolicyRepository } from './prisma-sealing-policy-repository.js';
import { PrismaTemplateRepository } from './prisma-template-repository.js';
import { PrismaUploadRepository } from './prisma-upload-repository.js';
import type { RepositoryScope } from './repository-scope.js';

/** Every repository of one unit of work. A new one: see `ports/transaction.ts`. */
export function repositories(scope: RepositoryScope): Transaction {
  return {
    organisationId: scope.organisationId,
    now: scope.now,
    audit: new PrismaAuditWriter(scope),
    outbox: new PrismaOutbox(scope),
    blobs: new PrismaBlobIndex(scope),
    envelopes: new PrismaEnvelopeRepository(scope),
    documents: new PrismaDocumentRepository(scope),
    uploads: new PrismaUploadRepository(scope),
    rehearsals: new PrismaRehearsalRepository(scope),
    links: new PrismaLinkRepository(scope),
    apiKeys: new PrismaApiKeyRepository(scope),
    auditLog: new PrismaAuditLogRepository(scope),
    platformFacts: new PrismaPlatformFactsRepository(scope),
    seals: new PrismaSealRepository(scope),
    sealExtensions: new PrismaSealExtensionRepository(scope),
    sealingPolicy: new PrismaSealingPolicyRepository(scope),
    mails: new PrismaMailRepository(scope),
    mailHolds: new PrismaMailHoldRepository(scope),
    templates: new PrismaTemplateRepository(scope),
    bulks: new PrismaBulkRepository(scope),
    logAlarms: new PrismaLogAlarmRepository(scope),
    forgetting: new PrismaForgettingRepository(scope),
    retention: new PrismaRetentionRepository(scope),
    people: new PrismaPersonRepository(scope),
    auditorGrants: new PrismaAuditorGrantRepository(scope),
    legalHolds: new PrismaLegalHoldRepository(scope),
    evidence: new PrismaEvidenceRepository(scope),
  };
}
