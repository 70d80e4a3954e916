import { type BeforeApplicationShutdown, type DynamicModule, Module, type Provider } from '@nestjs/common';
import { AuditorRecordRows } from '../../infra/database/auditor-record-rows.js';
import { createPrismaClient } from '../../infra/database/prisma-client.js';
import { FileMonitorMemory } from '../../infra/storage/file-monitor-memory.js';
import { Clock } from '../../ports/clock.js';
import { LogBeginnings } from '../../ports/log-beginnings.js';
import { LogCheckpoints } from '../../ports/log-checkpoints.js';
import { LogKeys } from '../../ports/log-keys.js';
import { LogFolders } from '../../ports/log-tiles.js';
import { MonitorRuns } from '../../ports/monitor-runs.js';
import { Organisations } from '../../ports/organisations.js';
import { SealingSettings } from '../../ports/sealing-settings.js';
import { ServiceHealth } from '../../ports/service-health.js';
import { TokenJournal } from '../../ports/token-journal.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { Monitor } from './monitor.js';
import { MonitorLoop, type MonitorPace } from './monitor-loop.js';
import { RaiseAlarms } from './raise-alarms.js';
import { UnconnectedMonitor } from './unconnected-monitor.js';
import { WatchLedger } from './watch-ledger.js';
import { WatchLog } from './watch-log.js';

export interface MonitorSettings {
  /** In the role sealwright_auditor; null when nobody gave one. */
  readonly auditorDatabaseUrl: string | null;
  /** A folder of the monitor's own, outside of the database it watches. */
  readonly memoryDir: string;
  readonly pace: MonitorPace;
}

/** Belongs to the sealer process: it alone has the token journal. */
export function monitorModule(settings: MonitorSettings): DynamicModule {
  return { module: MonitorModule, providers: [monitor(settings), stopping], exports: [Monitor] };
}

@Module({})
class MonitorModule {}

/** The look at hand finishes before the database is closed. */
class Stopping implements BeforeApplicationShutdown {
  constructor(private readonly watching: Monitor) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.watching.stop();
  }
}

const stopping: Provider = {
  provide: Stopping,
  inject: [Monitor],
  useFactory: (watching: Monitor) => new Stopping(watching),
};

function monitor({ auditorDatabaseUrl, memoryDir, pace }: MonitorSettings): Provider {
  return {
    provide: Monitor,
    inject: [
      ...[UnitOfWork, Organisations, LogFolders, LogBeginnings, LogCheckpoints, LogKeys, TokenJournal],
      ...[MonitorRuns, ServiceHealth, SealingSettings, Clock],
    ],
    useFactory: (
      unitOfWork: UnitOfWork,
      organisations: Organisations,
      folders: LogFolders,
      beginnings: LogBeginnings,
      checkpoints: LogCheckpoints,
      keys: LogKeys,
      journal: TokenJournal,
      runs: MonitorRuns,
      health: ServiceHealth,
      { log: note }: SealingSettings,
      clock: Clock,
    ): Monitor => {
      if (auditorDatabaseUrl === null) return new UnconnectedMonitor(health);
      const applicationName = 'sealwright-monitor';
      const rows = new AuditorRecordRows(
        createPrismaClient({ databaseUrl: auditorDatabaseUrl, applicationName, poolSize: 2 }),
      );
      const memory = new FileMonitorMemory(memoryDir);
      const now = () => clock.now();
      return new MonitorLoop({
        ...pace,
        log: new WatchLog({ rows, folders, beginnings, checkpoints, keys, memory }),
        ledger: new WatchLedger({ journal, rows, checkpoints, folders, beginnings, memory, now }),
        alarms: new RaiseAlarms(unitOfWork, organisations, rows),
        ...{ runs, health, now, note },
        openAlarms: () => rows.openAlarms(),
        close: () => rows.close(),
      });
    },
  };
}
