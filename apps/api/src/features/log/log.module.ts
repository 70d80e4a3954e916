import { Module } from '@nestjs/common';
import { LogKeys } from '../../ports/log-keys.js';
import { LogFolders } from '../../ports/log-tiles.js';
import { LogController } from './log.controller.js';
import { LogFiles } from './log-files.js';

/** Shows the log to everybody. Writing it is the sealer's (`sequencer.module.ts`). */
@Module({
  controllers: [LogController],
  providers: [
    {
      provide: LogFiles,
      inject: [LogFolders, LogKeys],
      useFactory: (folders: LogFolders, keys: LogKeys) => new LogFiles(folders, keys),
    },
  ],
})
export class LogModule {}
