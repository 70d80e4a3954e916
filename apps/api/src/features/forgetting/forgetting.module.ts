import { Module, type Provider } from '@nestjs/common';
import { DueForgetting } from '../../ports/due-forgetting.js';
import { ErasureList } from '../../ports/erasure-list.js';
import { Ids } from '../../ports/ids.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { ChangeRetention } from './change-retention.js';
import { ExportPerson } from './export-person.js';
import { KeepErasureList } from './keep-erasure-list.js';
import { LookForPerson } from './look-for-person.js';
import { PrivacyController } from './privacy.controller.js';
import { ReadErasures } from './read-erasures.js';
import { ReadRetention } from './read-retention.js';
import { RequestErasure } from './request-erasure.js';
import { RetentionController } from './retention.controller.js';

const onUnitOfWork: Provider[] = [
  LookForPerson,
  ExportPerson,
  ReadErasures,
  ChangeRetention,
  ReadRetention,
].map((UseCase) => ({
  provide: UseCase,
  inject: [UnitOfWork],
  useFactory: (unitOfWork: UnitOfWork) => new UseCase(unitOfWork),
}));

@Module({
  controllers: [RetentionController, PrivacyController],
  providers: [
    ...onUnitOfWork,
    {
      provide: KeepErasureList,
      inject: [DueForgetting, ErasureList],
      useFactory: (due: DueForgetting, list: ErasureList) => new KeepErasureList(due, list),
    },
    {
      provide: RequestErasure,
      inject: [UnitOfWork, Ids],
      useFactory: (unitOfWork: UnitOfWork, ids: Ids) => new RequestErasure(unitOfWork, ids),
    },
  ],
})
export class ForgettingModule {}
