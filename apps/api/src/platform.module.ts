import { join } from 'node:path';
import { type DynamicModule, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import type { Config } from './config/config.js';
import type { Secrets } from './config/secrets.js';
import { PrismaClient } from './infra/database/generated/client.js';
import { createPrismaClient } from './infra/database/prisma-client.js';
import { PrismaDueForgetting } from './infra/database/prisma-due-forgetting.js';
import { PrismaDueWork } from './infra/database/prisma-due-work.js';
import { PrismaJobLedger } from './infra/database/prisma-job-ledger.js';
import { PrismaLogBeginnings } from './infra/database/prisma-log-beginnings.js';
import { PrismaLogCheckpoints } from './infra/database/prisma-log-checkpoints.js';
import { PrismaLogCosignatures } from './infra/database/prisma-log-cosignatures.js';
import { PrismaLogKeys } from './infra/database/prisma-log-keys.js';
import { PrismaLogOutlets } from './infra/database/prisma-log-outlets.js';
import { PrismaLogPlaces } from './infra/database/prisma-log-places.js';
import { PrismaMonitorRuns } from './infra/database/prisma-monitor-runs.js';
import { PrismaOrganisations } from './infra/database/prisma-organisations.js';
import { PrismaSealKeys } from './infra/database/prisma-seal-keys.js';
import { PrismaServiceHealth } from './infra/database/prisma-service-health.js';
import { PrismaTimestampAuthorities } from './infra/database/prisma-timestamp-authorities.js';
import { PrismaUnitOfWork } from './infra/database/prisma-unit-of-work.js';
import { BundledGlyphs } from './infra/fonts/bundled-glyphs.js';
import { FileLogFolders } from './infra/log-tiles/file-log-folders.js';
import { ProofsFromTiles } from './infra/log-tiles/proofs-from-tiles.js';
import { KillAt } from './infra/process/kill-at.js';
import { BullMqJobBell } from './infra/queue/bullmq-job-bell.js';
import { checkStorage } from './infra/storage/check-storage.js';
import { FileErasureList } from './infra/storage/file-erasure-list.js';
import { FileOperatorRequests } from './infra/storage/file-operator-requests.js';
import { FileUploadSpool } from './infra/storage/file-upload-spool.js';
import { FilesystemBlobStore } from './infra/storage/filesystem-blob-store.js';
import { MasterKeyWrapper } from './infra/storage/master-key-wrapper.js';
import { RandomIds } from './infra/time/random-ids.js';
import { SystemClock } from './infra/time/system-clock.js';
import { BlobStore } from './ports/blob-store.js';
import { Clock } from './ports/clock.js';
import { CrashPoints } from './ports/crash-points.js';
import { DueForgetting } from './ports/due-forgetting.js';
import { DueWork } from './ports/due-work.js';
import { ErasureList } from './ports/erasure-list.js';
import { Glyphs } from './ports/glyphs.js';
import { Ids } from './ports/ids.js';
import { JobBell } from './ports/job-bell.js';
import { JobLedger } from './ports/job-ledger.js';
import { KeyWrapper } from './ports/key-wrapper.js';
import { LogBeginnings } from './ports/log-beginnings.js';
import { LogCheckpoints } from './ports/log-checkpoints.js';
import { LogCosignatures } from './ports/log-cosignatures.js';
import { LogKeys } from './ports/log-keys.js';
import { LogOutlets } from './ports/log-outlets.js';
import { LogPlaces } from './ports/log-places.js';
import { LogProofs } from './ports/log-proofs.js';
import { LogFolders } from './ports/log-tiles.js';
import { MonitorRuns } from './ports/monitor-runs.js';
import { OperatorRequests } from './ports/operator-requests.js';
import { Organisations } from './ports/organisations.js';
import { SealKeys } from './ports/seal-key-repository.js';
import { ServiceHealth } from './ports/service-health.js';
import { TimestampAuthorities } from './ports/timestamp-authorities.js';
import { UnitOfWork } from './ports/unit-of-work.js';
import { UploadSpool } from './ports/upload-spool.js';

export const LOGGER = Symbol('the process logger');

export interface PlatformOptions {
  readonly processName: 'api' | 'worker' | 'sealer';
  readonly config: Config;
  readonly secrets: Secrets;
}

/** What every process stands on: database, storage, bell, time. Mail, PDF sandbox and token belong to who needs them. */
export function platformModule(options: PlatformOptions): DynamicModule {
  const providers = [...surroundings(options), ...database(), ...storage(options), ...log(options)];
  return { module: PlatformModule, global: true, providers: [...providers, closing], exports: providers };
}

@Module({})
class PlatformModule {}

function surroundings({ processName, config }: PlatformOptions): Provider[] {
  return [
    {
      provide: LOGGER,
      useFactory: () => pino({ name: `sealwright-${processName}`, level: config.logLevel }),
    },
    { provide: Ids, useFactory: () => new RandomIds() },
    { provide: Clock, useFactory: () => new SystemClock() },
    { provide: Glyphs, useFactory: () => new BundledGlyphs() },
    { provide: CrashPoints, useFactory: () => new KillAt(config.crashAt) },
    {
      provide: PrismaClient,
      useFactory: () =>
        createPrismaClient({
          databaseUrl: config.database.url,
          applicationName: `sealwright-${processName}`,
          poolSize: config.database.poolSize,
        }),
    },
    {
      provide: JobBell,
      inject: [LOGGER],
      useFactory: (log: Logger) => new BullMqJobBell(config.redisUrl, log),
    },
  ];
}

function database(): Provider[] {
  const onPrisma = [
    { provide: DueForgetting, Adapter: PrismaDueForgetting },
    { provide: DueWork, Adapter: PrismaDueWork },
    { provide: JobLedger, Adapter: PrismaJobLedger },
    { provide: LogBeginnings, Adapter: PrismaLogBeginnings },
    { provide: LogCheckpoints, Adapter: PrismaLogCheckpoints },
    { provide: LogCosignatures, Adapter: PrismaLogCosignatures },
    { provide: LogKeys, Adapter: PrismaLogKeys },
    { provide: LogOutlets, Adapter: PrismaLogOutlets },
    { provide: LogPlaces, Adapter: PrismaLogPlaces },
    { provide: MonitorRuns, Adapter: PrismaMonitorRuns },
    { provide: Organisations, Adapter: PrismaOrganisations },
    { provide: SealKeys, Adapter: PrismaSealKeys },
    { provide: ServiceHealth, Adapter: PrismaServiceHealth },
    { provide: TimestampAuthorities, Adapter: PrismaTimestampAuthorities },
  ].map(({ provide, Adapter }) => ({
    provide,
    inject: [PrismaClient],
    useFactory: (prisma: PrismaClient) => new Adapter(prisma),
  }));
  return [
    ...onPrisma,
    {
      provide: UnitOfWork,
      inject: [PrismaClient, Ids, JobBell],
      useFactory: (prisma: PrismaClient, ids: Ids, bell: JobBell) => new PrismaUnitOfWork(prisma, ids, bell),
    },
  ];
}

function storage({ config, secrets }: PlatformOptions): Provider[] {
  return [
    { provide: ErasureList, useFactory: () => new FileErasureList(config.erasureListFile) },
    {
      provide: OperatorRequests,
      useFactory: () => new FileOperatorRequests(join(config.storageDir, 'requests')),
    },
    { provide: KeyWrapper, useFactory: () => new MasterKeyWrapper(secrets.masterKey) },
    {
      provide: UploadSpool,
      inject: [KeyWrapper],
      useFactory: (keys: KeyWrapper) => new FileUploadSpool(join(config.storageDir, 'uploads'), keys),
    },
    {
      provide: BlobStore,
      inject: [KeyWrapper, UnitOfWork],
      useFactory: async (keys: KeyWrapper, units: UnitOfWork) => {
        // A wrong master key or a folder that cannot be written stops the start, not the first upload.
        await checkStorage(config.storageDir, keys);
        return new FilesystemBlobStore(config.storageDir, keys, units);
      },
    },
  ];
}

/** The log's public part; only the sealer writes it. */
function log({ config }: PlatformOptions): Provider[] {
  return [
    { provide: LogFolders, useFactory: () => new FileLogFolders(config.log.dir) },
    {
      provide: LogProofs,
      inject: [LogFolders, LogCheckpoints, LogKeys, LogPlaces],
      useFactory: (folders: LogFolders, checkpoints: LogCheckpoints, keys: LogKeys, places: LogPlaces) =>
        new ProofsFromTiles({ folders, checkpoints, keys, places }),
    },
  ];
}

const closing: Provider = {
  provide: 'closing',
  inject: [JobBell, PrismaClient],
  useFactory: (bell: JobBell, prisma: PrismaClient) => new Closing(bell, prisma),
};

class Closing implements OnApplicationShutdown {
  constructor(
    private readonly bell: JobBell,
    private readonly prisma: PrismaClient,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.bell instanceof BullMqJobBell) await this.bell.close();
    await this.prisma.$disconnect();
  }
}
