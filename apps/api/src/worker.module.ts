import { join } from 'node:path';
import { type BeforeApplicationShutdown, type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { Logger } from 'pino';
import type { WorkerConfig } from './config/config.js';
import type { WorkerSecrets } from './config/secrets.js';
import { RunBulkJob } from './features/bulk/run-bulk.job.js';
import { RunBulk } from './features/bulk/run-bulk.js';
import { IssueCertificateJob } from './features/certificates/issue-certificate.job.js';
import { IssueCertificate } from './features/certificates/issue-certificate.js';
import { SweepUploads } from './features/documents/sweep-uploads.js';
import { ExpireEnvelopeJob } from './features/expiry/expire-envelope.job.js';
import { ExpireEnvelope } from './features/expiry/expire-envelope.js';
import { ErasePerson } from './features/forgetting/erase-person.js';
import { ErasePersonJob, RemoveErasedFilesJob } from './features/forgetting/forgetting-jobs.js';
import { KeepErasureList } from './features/forgetting/keep-erasure-list.js';
import { RemoveErasedFiles } from './features/forgetting/remove-erased-files.js';
import { RunRetention } from './features/forgetting/run-retention.js';
import { SweepForgetting } from './features/forgetting/sweep-forgetting.js';
import { TellRestored } from './features/forgetting/tell-restored.js';
import { CarryOutMailRequests } from './features/mail-holds/carry-out-requests.js';
import { MailHoldLoop } from './features/mail-holds/mail-hold-loop.js';
import { NoticeRestore } from './features/mail-holds/notice-restore.js';
import { SettleMails } from './features/mail-holds/settle-mails.js';
import { DeliverMail } from './features/notifications/deliver-mail.js';
import { notificationJobs } from './features/notifications/notification-jobs.js';
import { TellAuditorJob } from './features/notifications/tell-auditor-job.js';
import { TellOfAlarmJob } from './features/notifications/tell-of-alarm-job.js';
import { WarnOfRetentionJob } from './features/notifications/warn-of-retention-job.js';
import { WriteMails } from './features/notifications/write-mails.js';
import { retryRule } from './http/retry-rule.js';
import { PrismaClient } from './infra/database/generated/client.js';
import { PrismaRestoreSigns } from './infra/database/prisma-restore-signs.js';
import { NodemailerMailer } from './infra/mail/nodemailer-mailer.js';
import { type AnyJobHandler, JobRegistry } from './infra/queue/job-registry.js';
import { QueueWorker } from './infra/queue/queue-worker.js';
import { JobRunner } from './infra/queue/run-job.js';
import { FileInstanceMarker } from './infra/storage/file-instance-marker.js';
import { LOGGER, platformModule } from './platform.module.js';
import { BlobStore } from './ports/blob-store.js';
import { Clock } from './ports/clock.js';
import { CrashPoints } from './ports/crash-points.js';
import { DueForgetting } from './ports/due-forgetting.js';
import { DueWork } from './ports/due-work.js';
import { ErasureList } from './ports/erasure-list.js';
import { Glyphs } from './ports/glyphs.js';
import { Ids } from './ports/ids.js';
import { JobLedger } from './ports/job-ledger.js';
import { LogBeginnings } from './ports/log-beginnings.js';
import { LogFolders } from './ports/log-tiles.js';
import { Mailer } from './ports/mailer.js';
import { OperatorRequests } from './ports/operator-requests.js';
import { Organisations } from './ports/organisations.js';
import { ServiceHealth } from './ports/service-health.js';
import { UnitOfWork } from './ports/unit-of-work.js';
import { UploadSpool } from './ports/upload-spool.js';
import { workerDelivery } from './worker-delivery.module.js';
import { WorkerPulse } from './worker-pulse.js';

const jobsSideBySide = 8;

/** The process that does what follows: mails, bulk sends, expiry. It never sees the seal key. */
export function workerModule(config: WorkerConfig, secrets: WorkerSecrets): DynamicModule {
  return {
    module: WorkerModule,
    imports: [platformModule({ processName: 'worker', config, secrets })],
    providers: [
      mailer(config),
      ...forgetting(config),
      uploads,
      ...mailHolds(config),
      ...jobs(config),
      worker(config),
      ...workerDelivery(config, secrets),
      pulse,
      stopping,
    ],
  };
}

@Module({})
class WorkerModule {}

function mailer(config: WorkerConfig): Provider {
  const { smtpUrl, from } = config.mail;
  return {
    provide: Mailer,
    useFactory: () => new NodemailerMailer({ smtpUrl, from, poolSize: jobsSideBySide }),
  };
}

const uploads: Provider = {
  provide: SweepUploads,
  inject: [UnitOfWork, UploadSpool, DueWork, Clock],
  useFactory: (units: UnitOfWork, spool: UploadSpool, due: DueWork, clock: Clock) =>
    new SweepUploads(units, spool, due, clock),
};

/** What waits in a restored database is not sent until somebody says so. */
function mailHolds(config: WorkerConfig): Provider[] {
  const marker = new FileInstanceMarker(join(config.storageDir, 'instance'));
  return [
    {
      provide: NoticeRestore,
      inject: [PrismaClient, LogFolders, LogBeginnings, UnitOfWork, Organisations, ServiceHealth],
      useFactory: (
        prisma: PrismaClient,
        folders: LogFolders,
        beginnings: LogBeginnings,
        unitOfWork: UnitOfWork,
        organisations: Organisations,
        health: ServiceHealth,
      ) => {
        const signs = new PrismaRestoreSigns(prisma);
        return new NoticeRestore({ signs, marker, folders, beginnings, unitOfWork, organisations, health });
      },
    },
    {
      provide: CarryOutMailRequests,
      inject: [OperatorRequests, NoticeRestore, UnitOfWork, Organisations],
      useFactory: (
        requests: OperatorRequests,
        notice: NoticeRestore,
        unitOfWork: UnitOfWork,
        organisations: Organisations,
      ) => new CarryOutMailRequests(requests, notice, new SettleMails(unitOfWork), unitOfWork, organisations),
    },
    {
      provide: MailHoldLoop,
      inject: [NoticeRestore, CarryOutMailRequests, LOGGER],
      useFactory: (notice: NoticeRestore, requests: CarryOutMailRequests, logger: Logger) =>
        new MailHoldLoop({
          ...{ notice, requests },
          log: ({ message, error }) => logger.warn({ err: error }, message),
        }),
    },
  ];
}

const FORGETTING_JOBS = Symbol('the jobs of forgetting');

function forgetting(config: WorkerConfig): Provider[] {
  return [
    {
      provide: KeepErasureList,
      inject: [DueForgetting, ErasureList],
      useFactory: (due: DueForgetting, list: ErasureList) => new KeepErasureList(due, list),
    },
    {
      provide: SweepForgetting,
      inject: [UnitOfWork, DueForgetting, Ids, Clock, KeepErasureList],
      useFactory: (units: UnitOfWork, due: DueForgetting, ids: Ids, clock: Clock, list: KeepErasureList) =>
        new SweepForgetting([new RunRetention(units, due, ids), new TellRestored(units, due), list], clock),
    },
    {
      provide: FORGETTING_JOBS,
      inject: [
        UnitOfWork,
        Ids,
        CrashPoints,
        BlobStore,
        KeepErasureList,
        DueForgetting,
        Mailer,
        Organisations,
      ],
      useFactory: (
        units: UnitOfWork,
        ids: Ids,
        crashPoints: CrashPoints,
        blobs: BlobStore,
        list: KeepErasureList,
        due: DueForgetting,
        mailer: Mailer,
        organisations: Organisations,
      ) => [
        new ErasePersonJob(new ErasePerson(units, ids, crashPoints)),
        new RemoveErasedFilesJob(new RemoveErasedFiles(units, blobs, list, crashPoints)),
        new WarnOfRetentionJob({
          ...{ mailer, organisations, administrators: due },
          publicUrl: config.publicUrl,
        }),
        new TellOfAlarmJob({
          ...{ unitOfWork: units, mailer, organisations, administrators: due },
          publicUrl: config.publicUrl,
        }),
      ],
    },
  ];
}

function jobs(config: WorkerConfig): Provider[] {
  return [
    {
      provide: ExpireEnvelopeJob,
      inject: [UnitOfWork, DueWork],
      useFactory: (unitOfWork: UnitOfWork, due: DueWork) =>
        new ExpireEnvelopeJob(new ExpireEnvelope(unitOfWork), due),
    },
    {
      provide: JobRegistry,
      inject: [
        UnitOfWork,
        Ids,
        Glyphs,
        Clock,
        Mailer,
        Organisations,
        CrashPoints,
        ExpireEnvelopeJob,
        FORGETTING_JOBS,
      ],
      useFactory: (
        unitOfWork: UnitOfWork,
        ids: Ids,
        glyphs: Glyphs,
        clock: Clock,
        mailer: Mailer,
        organisations: Organisations,
        crashPoints: CrashPoints,
        expiry: ExpireEnvelopeJob,
        forgettingJobs: readonly AnyJobHandler[],
      ) => {
        const write = new WriteMails(ids, organisations, config.publicUrl);
        const deliver = new DeliverMail(unitOfWork, mailer, crashPoints, config.publicUrl);
        return new JobRegistry('work', [
          ...notificationJobs({ unitOfWork, deliver, write }),
          new RunBulkJob(new RunBulk(unitOfWork, ids, glyphs), clock),
          new IssueCertificateJob(new IssueCertificate(unitOfWork, ids)),
          expiry,
          ...forgettingJobs,
          new TellAuditorJob({ unitOfWork, ids, mailer, organisations, publicUrl: config.publicUrl }),
        ]);
      },
    },
  ];
}

function worker(config: WorkerConfig): Provider {
  return {
    provide: QueueWorker,
    inject: [JobLedger, DueWork, JobRegistry, ExpireEnvelopeJob, SweepForgetting, SweepUploads, LOGGER],
    useFactory: (
      ledger: JobLedger,
      due: DueWork,
      registry: JobRegistry,
      expiry: ExpireEnvelopeJob,
      forgettingSweep: SweepForgetting,
      uploadSweep: SweepUploads,
      log: Logger,
    ) =>
      new QueueWorker({
        queue: 'work',
        redisUrl: config.redisUrl,
        runner: new JobRunner({ ledger, registry, isRetryable: retryRule, log }),
        registry,
        due,
        log,
        concurrency: jobsSideBySide,
        alsoSweep: [() => expiry.sweep(), () => forgettingSweep.run(), () => uploadSweep.run()],
      }),
  };
}

const pulse: Provider = {
  provide: WorkerPulse,
  inject: [ServiceHealth, Mailer],
  useFactory: (health: ServiceHealth, mailer: Mailer) => new WorkerPulse(health, mailer),
};

/** Running jobs finish before the database and the mail connection are closed. */
class Stopping implements BeforeApplicationShutdown {
  constructor(
    private readonly queueWorker: QueueWorker,
    private readonly workerPulse: WorkerPulse,
    private readonly mailHolds: MailHoldLoop,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.workerPulse.stop();
    await this.mailHolds.stop();
    await this.queueWorker.stop();
  }
}

const stopping: Provider = {
  provide: 'stopping',
  inject: [QueueWorker, WorkerPulse, MailHoldLoop],
  useFactory: (queueWorker: QueueWorker, workerPulse: WorkerPulse, mailHolds: MailHoldLoop) =>
    new Stopping(queueWorker, workerPulse, mailHolds),
};
