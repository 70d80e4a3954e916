import { Module } from '@nestjs/common';
import { TimestampAuthorities } from '../../ports/timestamp-authorities.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { ChangeSealingPolicy } from './change-sealing-policy.js';
import { ReadSealingSettings } from './read-sealing-settings.js';
import { SealingSettingsController } from './sealing-settings.controller.js';

@Module({
  controllers: [SealingSettingsController],
  providers: [
    {
      provide: ReadSealingSettings,
      inject: [UnitOfWork, TimestampAuthorities],
      useFactory: (unitOfWork: UnitOfWork, authorities: TimestampAuthorities) =>
        new ReadSealingSettings(unitOfWork, authorities),
    },
    {
      provide: ChangeSealingPolicy,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new ChangeSealingPolicy(unitOfWork),
    },
  ],
})
export class SealingSettingsModule {}
