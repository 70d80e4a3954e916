import { Module } from '@nestjs/common';
import { Glyphs } from '../../ports/glyphs.js';
import { Ids } from '../../ports/ids.js';
import { Rehearsals } from '../../ports/rehearsals.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { BulkController } from './bulk.controller.js';
import { BulkTemplatesController } from './bulk-templates.controller.js';
import { CheckBulk } from './check-bulk.js';
import { ReadBulk } from './read-bulk.js';
import { SteerBulk } from './steer-bulk.js';

@Module({
  controllers: [BulkController, BulkTemplatesController],
  providers: [
    {
      provide: CheckBulk,
      inject: [UnitOfWork, Ids, Glyphs],
      useFactory: (unitOfWork: UnitOfWork, ids: Ids, glyphs: Glyphs) =>
        new CheckBulk(unitOfWork, ids, glyphs),
    },
    {
      provide: SteerBulk,
      inject: [UnitOfWork, Rehearsals],
      useFactory: (unitOfWork: UnitOfWork, rehearsals: Rehearsals) => new SteerBulk(unitOfWork, rehearsals),
    },
    {
      provide: ReadBulk,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new ReadBulk(unitOfWork),
    },
  ],
})
export class BulkModule {}
