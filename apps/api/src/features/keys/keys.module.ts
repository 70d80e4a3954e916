import { Module } from '@nestjs/common';
import { Clock } from '../../ports/clock.js';
import { SealKeys } from '../../ports/seal-key-repository.js';
import { ServiceHealth } from '../../ports/service-health.js';
import { KeysController } from './keys.controller.js';
import { PlatformStatus } from './platform-status.js';

@Module({
  controllers: [KeysController],
  providers: [
    {
      provide: PlatformStatus,
      inject: [SealKeys, ServiceHealth, Clock],
      useFactory: (sealKeys: SealKeys, health: ServiceHealth, clock: Clock) =>
        new PlatformStatus(sealKeys, health, clock),
    },
  ],
})
export class KeysModule {}
