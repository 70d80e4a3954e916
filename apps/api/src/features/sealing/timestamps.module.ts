import { Module, type Provider } from '@nestjs/common';
import { BlobStore } from '../../ports/blob-store.js';
import { Clock } from '../../ports/clock.js';
import { CrashPoints } from '../../ports/crash-points.js';
import { DueWork } from '../../ports/due-work.js';
import { Organisations } from '../../ports/organisations.js';
import { PdfSandbox } from '../../ports/pdf-sandbox.js';
import { SealKeys } from '../../ports/seal-key-repository.js';
import { SealingSettings } from '../../ports/sealing-settings.js';
import { ServiceHealth } from '../../ports/service-health.js';
import { TimestampAuthorities } from '../../ports/timestamp-authorities.js';
import { Timestamping } from '../../ports/timestamping.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { ExtendSeal } from './extend-seal.js';
import { ExtensionLoop } from './extension-loop.js';
import { releaseForTimestamps } from './release-waiting-seals.js';
import { TimestampWatch } from './timestamp-watch.js';

const providers: Provider[] = [
  {
    provide: TimestampWatch,
    inject: [
      Timestamping,
      TimestampAuthorities,
      ServiceHealth,
      Clock,
      SealingSettings,
      UnitOfWork,
      Organisations,
    ],
    useFactory: (
      timestamping: Timestamping,
      authorities: TimestampAuthorities,
      health: ServiceHealth,
      clock: Clock,
      { deployment, log }: SealingSettings,
      unitOfWork: UnitOfWork,
      organisations: Organisations,
    ) => {
      const onReady = () => releaseForTimestamps(unitOfWork, organisations);
      return new TimestampWatch({ timestamping, authorities, health, clock, deployment, onReady, log });
    },
  },
  {
    provide: ExtendSeal,
    inject: [UnitOfWork, BlobStore, PdfSandbox, SealKeys, CrashPoints, TimestampWatch, SealingSettings],
    useFactory: (
      unitOfWork: UnitOfWork,
      blobs: BlobStore,
      sandbox: PdfSandbox,
      sealKeys: SealKeys,
      crashPoints: CrashPoints,
      stamper: TimestampWatch,
      { renewDays }: SealingSettings,
    ) => new ExtendSeal({ unitOfWork, blobs, sandbox, sealKeys, crashPoints, stamper, renewDays }),
  },
  {
    provide: ExtensionLoop,
    inject: [DueWork, ExtendSeal, TimestampWatch, SealingSettings],
    useFactory: (
      dueWork: DueWork,
      extendSeal: ExtendSeal,
      watch: TimestampWatch,
      { sweepEveryMs, log }: SealingSettings,
    ) => new ExtensionLoop({ dueWork, extendSeal, watch, sweepEveryMs, log }),
  },
];

/** Who watches the authorities, and who extends what is owed a timestamp. Needs what SealingModule needs. */
@Module({ providers, exports: [TimestampWatch, ExtensionLoop] })
export class TimestampsModule {}
