import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { PrismaClient } from '../../infra/database/generated/client.js';
import { PrismaLogStore } from '../../infra/database/prisma-log-store.js';
import { Clock } from '../../ports/clock.js';
import { CrashPoints } from '../../ports/crash-points.js';
import { LogBeginnings } from '../../ports/log-beginnings.js';
import { LogKeys } from '../../ports/log-keys.js';
import { LogSigners } from '../../ports/log-signers.js';
import { LogStore } from '../../ports/log-store.js';
import { LogFolders } from '../../ports/log-tiles.js';
import { OperatorRequests } from '../../ports/operator-requests.js';
import { Organisations } from '../../ports/organisations.js';
import { SealingSettings } from '../../ports/sealing-settings.js';
import { ServiceHealth } from '../../ports/service-health.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { BeginLog } from './begin-log.js';
import { Sequencer } from './sequencer.js';
import { SequencerLoop } from './sequencer-loop.js';
import { TellBeginning } from './tell-beginning.js';

export interface LogName {
  readonly origin: string;
  readonly originIsExplicit: boolean;
}

const batchSize = 4_096;

/** Needs `LogSigners` and `SealingSettings` from the sealer process. */
export function sequencerModule({ origin, originIsExplicit }: LogName): DynamicModule {
  return {
    module: SequencerModule,
    providers: [
      {
        provide: LogStore,
        inject: [PrismaClient],
        useFactory: (prisma: PrismaClient) => new PrismaLogStore(prisma),
      },
      beginLog,
      {
        provide: Sequencer,
        inject: [LogStore, LogFolders, LogSigners, LogKeys, CrashPoints, BeginLog],
        useFactory: (
          store: LogStore,
          folders: LogFolders,
          signers: LogSigners,
          keys: LogKeys,
          crashPoints: CrashPoints,
          beginnings: BeginLog,
        ) =>
          new Sequencer({
            ...{ store, folders, signers, keys, crashPoints, beginnings, batchSize },
            ...{ origin, originIsExplicit },
          }),
      },
      {
        provide: SequencerLoop,
        inject: [Sequencer, LogStore, ServiceHealth, Clock, SealingSettings],
        useFactory: (
          sequencer: Sequencer,
          store: LogStore,
          health: ServiceHealth,
          clock: Clock,
          { log }: SealingSettings,
        ) => {
          const uptimeMs = () => performance.now();
          return new SequencerLoop({ sequencer, store, health, batchSize, clock, uptimeMs, log });
        },
      },
    ],
    exports: [SequencerLoop],
  };
}

const beginLog: Provider = {
  provide: BeginLog,
  inject: [
    ...[OperatorRequests, LogStore, LogBeginnings, LogFolders, LogKeys, UnitOfWork, Organisations],
    CrashPoints,
  ],
  useFactory: (
    requests: OperatorRequests,
    store: LogStore,
    beginnings: LogBeginnings,
    folders: LogFolders,
    keys: LogKeys,
    unitOfWork: UnitOfWork,
    organisations: Organisations,
    crashPoints: CrashPoints,
  ) => {
    const tell = new TellBeginning(unitOfWork, organisations, crashPoints);
    return new BeginLog({ requests, store, beginnings, folders, keys, tell, crashPoints });
  },
};

@Module({})
class SequencerModule {}
