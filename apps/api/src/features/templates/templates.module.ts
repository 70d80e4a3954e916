import { Module } from '@nestjs/common';
import { Glyphs } from '../../ports/glyphs.js';
import { Ids } from '../../ports/ids.js';
import { Rehearsals } from '../../ports/rehearsals.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { CreateTemplate } from './create-template.js';
import { ReadTemplates } from './read-templates.js';
import { StartFromTemplate } from './start-from-template.js';
import { TemplatesController } from './templates.controller.js';

/** Needs `EnvelopeViews` from whoever composes the api. */
@Module({
  controllers: [TemplatesController],
  providers: [
    {
      provide: CreateTemplate,
      inject: [UnitOfWork, Ids, Rehearsals],
      useFactory: (unitOfWork: UnitOfWork, ids: Ids, rehearsals: Rehearsals) =>
        new CreateTemplate(unitOfWork, ids, rehearsals),
    },
    {
      provide: ReadTemplates,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new ReadTemplates(unitOfWork),
    },
    {
      provide: StartFromTemplate,
      inject: [UnitOfWork, Ids, Glyphs, Rehearsals],
      useFactory: (unitOfWork: UnitOfWork, ids: Ids, glyphs: Glyphs, rehearsals: Rehearsals) =>
        new StartFromTemplate(unitOfWork, ids, glyphs, rehearsals),
    },
  ],
})
export class TemplatesModule {}
