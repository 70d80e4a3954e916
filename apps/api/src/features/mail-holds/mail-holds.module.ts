import { Module } from '@nestjs/common';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { MailHoldsController } from './mail-holds.controller.js';
import { ReadHeldMails } from './read-held-mails.js';
import { SettleMails } from './settle-mails.js';

/** What administrators see of held mails, and decide; noticing a restore is the worker's. */
@Module({
  controllers: [MailHoldsController],
  providers: [
    {
      provide: ReadHeldMails,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new ReadHeldMails(unitOfWork),
    },
    {
      provide: SettleMails,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new SettleMails(unitOfWork),
    },
  ],
})
export class MailHoldsModule {}
