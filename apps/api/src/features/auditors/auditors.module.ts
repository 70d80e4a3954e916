import { Module } from '@nestjs/common';
import { Ids } from '../../ports/ids.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { AuditorsController } from './auditors.controller.js';
import { GrantAuditor } from './grant-auditor.js';
import { SteerAuditor } from './steer-auditor.js';

@Module({
  controllers: [AuditorsController],
  providers: [
    {
      provide: GrantAuditor,
      inject: [UnitOfWork, Ids],
      useFactory: (unitOfWork: UnitOfWork, ids: Ids) => new GrantAuditor(unitOfWork, ids),
    },
    {
      provide: SteerAuditor,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new SteerAuditor(unitOfWork),
    },
  ],
})
export class AuditorsModule {}
