import { type DynamicModule, Module } from '@nestjs/common';
import { PrismaClient } from '../../infra/database/generated/client.js';
import { PrismaLogStore } from '../../infra/database/prisma-log-store.js';
import { Clock } from '../../ports/clock.js';
import { CrashPoints } from '../../ports/crash-points.js';
import { LogKeys } from '../../ports/log-keys.js';
import { LogSigners } from '../../ports/log-signers.js';
import { LogStore } from '../../ports/log-store.js';
import { LogTiles } from '../../ports/log-tiles.js';
import { SealingSettings } from '../../ports/sealing-settings.js';
import { ServiceHealth } from '../../ports/service-health.js';
import { Sequencer } from './sequencer.js';
import { SequencerLoop } from './sequencer-loop.js';

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
      {
        provide: Sequencer,
        inject: [LogStore, LogTiles, LogSigners, LogKeys, CrashPoints],
        useFactory: (
          store: LogStore,
          tiles: LogTiles,
          signers: LogSigners,
          keys: LogKeys,
          crashPoints: CrashPoints,
        ) => new Sequencer({ store, tiles, signers, keys, crashPoints, batchSize, origin, originIsExplicit }),
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

@Module({})
class SequencerModule {}
