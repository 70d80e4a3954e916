import { Module } from '@nestjs/common';
import { loadFonts } from '@sealwright/signing-core/fonts';
import { BlobStore } from '../../ports/blob-store.js';
import { Clock } from '../../ports/clock.js';
import { CrashPoints } from '../../ports/crash-points.js';
import { DueWork } from '../../ports/due-work.js';
import { Ids } from '../../ports/ids.js';
import { Organisations } from '../../ports/organisations.js';
import { PdfSandbox } from '../../ports/pdf-sandbox.js';
import { SealKeys } from '../../ports/seal-key-repository.js';
import { SealSubjects } from '../../ports/seal-subject.js';
import { SealToken } from '../../ports/seal-token.js';
import { SealingSettings } from '../../ports/sealing-settings.js';
import { ServiceHealth } from '../../ports/service-health.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { DocumentSubject } from './document-subject.js';
import { RegisterSealKey } from './register-seal-key.js';
import { releaseWaitingSeals } from './release-waiting-seals.js';
import { RunSeal } from './run-seal.js';
import { SealJob } from './seal.job.js';
import { SealAgainJob } from './seal-again.job.js';
import { SealLoop } from './seal-loop.js';
import { TimestampWatch } from './timestamp-watch.js';
import { TimestampsModule } from './timestamps.module.js';
import { TokenWatch } from './token-watch.js';

/** Needs `SealToken`, `SealSubjects` (of other features), `SealingSettings`, `Timestamping` and `PdfSandbox` from the sealer process. */
@Module({
  imports: [TimestampsModule],
  providers: [
    {
      provide: DocumentSubject,
      inject: [BlobStore, Ids],
      useFactory: (blobs: BlobStore, ids: Ids) => new DocumentSubject(blobs, loadFonts(), ids),
    },
    {
      provide: RunSeal,
      inject: [
        UnitOfWork,
        BlobStore,
        PdfSandbox,
        SealToken,
        Organisations,
        CrashPoints,
        DocumentSubject,
        SealSubjects,
        TimestampWatch,
        SealingSettings,
      ],
      useFactory: (
        unitOfWork: UnitOfWork,
        blobs: BlobStore,
        sandbox: PdfSandbox,
        token: SealToken,
        organisations: Organisations,
        crashPoints: CrashPoints,
        document: DocumentSubject,
        others: SealSubjects,
        stamper: TimestampWatch,
        { renewDays }: SealingSettings,
      ) => {
        const subjects = [document, ...others.list];
        const around = { unitOfWork, blobs, sandbox, token, organisations, crashPoints };
        return new RunSeal({ ...around, subjects, stamper, renewDays });
      },
    },
    {
      provide: RegisterSealKey,
      inject: [SealKeys, UnitOfWork, Organisations, Ids, Clock, SealingSettings],
      useFactory: (
        sealKeys: SealKeys,
        unitOfWork: UnitOfWork,
        organisations: Organisations,
        ids: Ids,
        clock: Clock,
        { readChainPem, readTrustPem }: SealingSettings,
      ) =>
        new RegisterSealKey({ sealKeys, unitOfWork, organisations, ids, clock, readChainPem, readTrustPem }),
    },
    {
      provide: TokenWatch,
      inject: [SealToken, RegisterSealKey, ServiceHealth, Clock, SealingSettings, UnitOfWork, Organisations],
      useFactory: (
        token: SealToken,
        registry: RegisterSealKey,
        health: ServiceHealth,
        clock: Clock,
        { softTokenAllowed, log }: SealingSettings,
        unitOfWork: UnitOfWork,
        organisations: Organisations,
      ) => {
        const onReady = () => releaseWaitingSeals(unitOfWork, organisations);
        return new TokenWatch({ token, registry, health, clock, softTokenAllowed, onReady, log });
      },
    },
    {
      provide: SealLoop,
      inject: [DueWork, RunSeal, TokenWatch, SealingSettings],
      useFactory: (dueWork: DueWork, runSeal: RunSeal, watch: TokenWatch, settings: SealingSettings) =>
        new SealLoop({ dueWork, runSeal, watch, ...settings }),
    },
    { provide: SealJob, inject: [SealLoop], useFactory: (loop: SealLoop) => new SealJob(loop) },
    {
      provide: SealAgainJob,
      inject: [UnitOfWork, SealLoop],
      useFactory: (unitOfWork: UnitOfWork, loop: SealLoop) => new SealAgainJob(unitOfWork, loop),
    },
  ],
  exports: [SealLoop, SealJob, SealAgainJob, TimestampsModule],
})
export class SealingModule {}
