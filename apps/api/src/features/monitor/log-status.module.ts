import { Module } from '@nestjs/common';
import { LogBeginnings } from '../../ports/log-beginnings.js';
import { LogCheckpoints } from '../../ports/log-checkpoints.js';
import { LogKeys } from '../../ports/log-keys.js';
import { LogOutlets } from '../../ports/log-outlets.js';
import { LogPlaces } from '../../ports/log-places.js';
import { MonitorRuns } from '../../ports/monitor-runs.js';
import { ServiceHealth } from '../../ports/service-health.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { AcknowledgeAlarm } from './acknowledge-alarm.js';
import { LogStatusController } from './log-status.controller.js';
import { ReadLogStatus } from './read-log-status.js';

/** What administrators see of log and monitor; the monitor itself runs in the sealer (`monitor.module.ts`). */
@Module({
  controllers: [LogStatusController],
  providers: [
    {
      provide: ReadLogStatus,
      inject: [
        UnitOfWork,
        LogCheckpoints,
        LogBeginnings,
        LogKeys,
        LogPlaces,
        LogOutlets,
        MonitorRuns,
        ServiceHealth,
      ],
      useFactory: (
        unitOfWork: UnitOfWork,
        checkpoints: LogCheckpoints,
        beginnings: LogBeginnings,
        keys: LogKeys,
        places: LogPlaces,
        outlets: LogOutlets,
        runs: MonitorRuns,
        health: ServiceHealth,
      ) => new ReadLogStatus({ unitOfWork, checkpoints, beginnings, keys, places, outlets, runs, health }),
    },
    {
      provide: AcknowledgeAlarm,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new AcknowledgeAlarm(unitOfWork),
    },
  ],
})
export class LogStatusModule {}
