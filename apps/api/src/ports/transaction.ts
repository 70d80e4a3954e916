import type { OrganisationId } from '../domain/ids.js';
import type { ApiKeyRepository } from './api-key-repository.js';
import type { AuditLogRepository } from './audit-log-repository.js';
import type { AuditWriter } from './audit-writer.js';
import type { AuditorGrantRepository } from './auditor-grants.js';
import type { BlobIndex } from './blob-store.js';
import type { BulkRepository } from './bulk-repository.js';
import type { DocumentRepository } from './document-repository.js';
import type { EnvelopeRepository } from './envelope-repository.js';
import type { EvidenceRepository } from './evidence-repository.js';
import type { ForgettingRepository } from './forgetting-repository.js';
import type { LegalHoldRepository } from './legal-holds.js';
import type { LinkRepository } from './link-repository.js';
import type { LogAlarmRepository } from './log-alarms.js';
import type { MailHoldRepository } from './mail-holds.js';
import type { MailRepository } from './mail-repository.js';
import type { Outbox } from './outbox.js';
import type { PersonRepository } from './person-repository.js';
import type { PlatformFactsRepository } from './platform-facts-repository.js';
import type { RehearsalRepository } from './rehearsal-repository.js';
import type { RetentionRepository } from './retention-repository.js';
import type { SealExtensionRepository } from './seal-extension-repository.js';
import type { SealRepository } from './seal-repository.js';
import type { SealingPolicyRepository } from './sealing-policies.js';
import type { TemplateRepository } from './template-repository.js';
import type { UploadRepository } from './upload-repository.js';

/**
 * What a unit of work hands to its work: one property for each repository.
 *
 * To add a repository: (1) write its port `ports/<name>-repository.ts`, (2) add one property here, (3) implement it as
 * `class Prisma<Name>Repository implements <Name>Repository { constructor(private readonly scope: RepositoryScope) {} }`
 * in `infra/database/`, (4) construct it in `infra/database/repositories.ts`. The compiler names the step you forgot.
 */
export interface Transaction {
  readonly organisationId: OrganisationId;
  /** The database's clock at the start of the transaction, whole milliseconds. The only time that is stored. */
  readonly now: Date;
  readonly audit: AuditWriter;
  readonly outbox: Outbox;
  readonly blobs: BlobIndex;
  readonly envelopes: EnvelopeRepository;
  readonly documents: DocumentRepository;
  readonly uploads: UploadRepository;
  readonly rehearsals: RehearsalRepository;
  readonly links: LinkRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly auditLog: AuditLogRepository;
  readonly platformFacts: PlatformFactsRepository;
  readonly seals: SealRepository;
  readonly sealExtensions: SealExtensionRepository;
  readonly sealingPolicy: SealingPolicyRepository;
  readonly mails: MailRepository;
  readonly mailHolds: MailHoldRepository;
  readonly templates: TemplateRepository;
  readonly bulks: BulkRepository;
  readonly logAlarms: LogAlarmRepository;
  readonly forgetting: ForgettingRepository;
  readonly retention: RetentionRepository;
  readonly people: PersonRepository;
  readonly auditorGrants: AuditorGrantRepository;
  readonly legalHolds: LegalHoldRepository;
  readonly evidence: EvidenceRepository;
}
