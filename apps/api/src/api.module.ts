import { type DynamicModule, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import type { ApiConfig } from './config/config.js';
import type { ApiSecrets } from './config/secrets.js';
import { accountsModule } from './features/accounts/accounts.module.js';
import { AuditingModule } from './features/auditing/auditing.module.js';
import { AuditorsModule } from './features/auditors/auditors.module.js';
import { BulkModule } from './features/bulk/bulk.module.js';
import { DocumentsModule } from './features/documents/documents.module.js';
import { DownloadsModule } from './features/downloads/downloads.module.js';
import { EnvelopesModule } from './features/envelopes/envelopes.module.js';
import { ForgettingModule } from './features/forgetting/forgetting.module.js';
import { KeysModule } from './features/keys/keys.module.js';
import { LogModule } from './features/log/log.module.js';
import { MailHoldsModule } from './features/mail-holds/mail-holds.module.js';
import { LogStatusModule } from './features/monitor/log-status.module.js';
import { RehearsalsModule } from './features/rehearsals/rehearsals.module.js';
import { SealingSettingsModule } from './features/sealing-settings/sealing-settings.module.js';
import { SigningModule } from './features/signing/signing.module.js';
import { TemplatesModule } from './features/templates/templates.module.js';
import { AccessGuard } from './http/access.guard.js';
import { DescriptionController } from './http/description.controller.js';
import { HealthController } from './http/health.controller.js';
import { HttpSettings } from './http/http-settings.js';
import { IntakeInterceptor } from './http/intake.interceptor.js';
import { NoteKeyRefusal } from './http/note-key-refusal.js';
import { NoteKeyUse } from './http/note-key-use.js';
import { Readiness } from './http/readiness.js';
import { RefusedAttempts } from './http/refused-attempts.js';
import {
  checkDatabase,
  checkHeldMails,
  checkMigrations,
  checkProcess,
} from './infra/database/database-checks.js';
import { PrismaClient } from './infra/database/generated/client.js';
import { PrismaAccessLookups } from './infra/database/prisma-access-lookups.js';
import { PrismaIdempotencyStore } from './infra/database/prisma-idempotency-store.js';
import { LocalDocumentConverter } from './infra/office-converter/local-document-converter.js';
import { RemoteDocumentConverter } from './infra/office-converter/remote-document-converter.js';
import { ChildPdfSandbox } from './infra/pdf-sandbox/child-pdf-sandbox.js';
import { RedisCheck } from './infra/queue/redis-check.js';
import { platformModule } from './platform.module.js';
import { AccessLookups } from './ports/access-lookups.js';
import { DocumentConverter } from './ports/document-converter.js';
import { IdempotencyStore } from './ports/idempotency-store.js';
import { PdfSandbox } from './ports/pdf-sandbox.js';
import { PlatformChecks } from './ports/platform-checks.js';
import { UnitOfWork } from './ports/unit-of-work.js';

/** From dist/ or src/, three folders below the repository. */
const MIGRATIONS = new URL('../../../prisma/migrations/', import.meta.url);

/**
 * The process that answers HTTP. It never sees the seal key, nor the mail server.
 *
 * @param sandbox makes the sandbox for uploads; tests name another entry file.
 */
export function apiModule(
  config: ApiConfig,
  secrets: ApiSecrets,
  sandbox: () => PdfSandbox = () => new ChildPdfSandbox(),
): DynamicModule {
  const publicUrl = new URL(config.publicUrl);
  const edge = edgeModule(config, secrets, sandbox);
  return {
    module: ApiModule,
    imports: [
      platformModule({ processName: 'api', config, secrets }),
      edge,
      DiscoveryModule,
      accountsModule({ publicUrl, authSecret: secrets.authSecret }),
      { module: RehearsalsModule, global: true },
      { module: EnvelopesModule, global: true },
      { module: DownloadsModule, global: true },
      ...[
        DocumentsModule,
        SigningModule,
        TemplatesModule,
        BulkModule,
        KeysModule,
        LogModule,
        SealingSettingsModule,
        LogStatusModule,
        MailHoldsModule,
        ForgettingModule,
        AuditorsModule,
        AuditingModule,
      ],
    ],
    controllers: [DescriptionController, HealthController],
    providers: [
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_INTERCEPTOR, useClass: IntakeInterceptor },
    ],
  };
}

@Module({})
class ApiModule {}

@Module({})
class EdgeModule {}

/** What the HTTP edge and several features ask for. */
function edgeModule(config: ApiConfig, secrets: ApiSecrets, sandbox: () => PdfSandbox): DynamicModule {
  const settings: HttpSettings = {
    publicUrl: new URL(config.publicUrl),
    maxUploadBytes: config.http.maxUploadBytes,
    maxUploadPages: config.http.maxUploadPages,
    trustedProxies: config.http.trustedProxies,
    signingSecret: new TextEncoder().encode(secrets.authSecret),
  };
  const providers: Provider[] = [
    { provide: HttpSettings, useValue: settings },
    { provide: PdfSandbox, useFactory: sandbox },
    { provide: DocumentConverter, useFactory: () => documentConverter(config) },
    onPrisma(AccessLookups, PrismaAccessLookups),
    onPrisma(IdempotencyStore, PrismaIdempotencyStore),
    { provide: RedisCheck, useFactory: () => new RedisCheck(config.redisUrl) },
    {
      provide: PlatformChecks,
      inject: [PrismaClient, RedisCheck, DocumentConverter],
      useFactory: platformChecks,
    },
    {
      provide: Readiness,
      inject: [PlatformChecks],
      useFactory: (checks: PlatformChecks) => new Readiness(checks),
    },
    {
      provide: NoteKeyUse,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new NoteKeyUse(unitOfWork),
    },
    { provide: RefusedAttempts, useFactory: () => new RefusedAttempts() },
    {
      provide: NoteKeyRefusal,
      inject: [UnitOfWork, RefusedAttempts],
      useFactory: (unitOfWork: UnitOfWork, refused: RefusedAttempts) =>
        new NoteKeyRefusal(unitOfWork, refused),
    },
  ];
  return { module: EdgeModule, global: true, providers: [...providers, closing], exports: providers };
}

function onPrisma<Port>(
  provide: abstract new () => Port,
  Adapter: new (prisma: PrismaClient) => Port,
): Provider {
  return { provide, inject: [PrismaClient], useFactory: (prisma: PrismaClient) => new Adapter(prisma) };
}

function documentConverter({ officeConverter: { url, searchPath } }: ApiConfig): DocumentConverter {
  return url === null ? new LocalDocumentConverter(searchPath) : new RemoteDocumentConverter(new URL(url));
}

function platformChecks(
  prisma: PrismaClient,
  redis: RedisCheck,
  converter: DocumentConverter,
): PlatformChecks {
  return {
    all: () => ({
      database: () => checkDatabase(prisma),
      migrations: () => checkMigrations(prisma, MIGRATIONS),
      redis: () => redis.check(),
      worker: () => checkProcess(prisma, 'worker'),
      sealer: () => checkProcess(prisma, 'sealer'),
      officeConverter: () => converter.check(),
      heldMails: () => checkHeldMails(prisma),
    }),
  };
}

const closing: Provider = {
  provide: 'edge closing',
  inject: [RedisCheck, PdfSandbox, DocumentConverter],
  useFactory: (redis: RedisCheck, sandbox: PdfSandbox, converter: DocumentConverter) =>
    new Closing(redis, sandbox, converter),
};

class Closing implements OnApplicationShutdown {
  constructor(
    private readonly redis: RedisCheck,
    private readonly sandbox: PdfSandbox,
    private readonly converter: DocumentConverter,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.redis.close();
    this.converter.close();
    await this.sandbox.close();
  }
}
