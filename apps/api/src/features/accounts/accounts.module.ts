import { type DynamicModule, Module } from '@nestjs/common';
import { RefusedAttempts } from '../../http/refused-attempts.js';
import { SessionReader } from '../../http/session-reader.js';
import { auditedAccounts } from '../../infra/database/audited-accounts.js';
import { toAppError } from '../../infra/database/database-errors.js';
import { PrismaClient } from '../../infra/database/generated/client.js';
import { PrismaMembers } from '../../infra/database/prisma-members.js';
import { Ids } from '../../ports/ids.js';
import { Members } from '../../ports/members.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { AccountRecord } from './account-record.js';
import { AccountsController } from './accounts.controller.js';
import { ApiKeys } from './api-keys.js';
import { AuthEngine, createAuthEngine } from './auth-engine.js';
import { CookieSessionReader } from './cookie-session-reader.js';

export interface AccountsOptions {
  readonly publicUrl: URL;
  readonly authSecret: string;
}

@Module({})
class AccountsModule {}

/** Sign-in, sessions and API keys; everyone may ask it who calls. */
export function accountsModule({ publicUrl, authSecret }: AccountsOptions): DynamicModule {
  return {
    module: AccountsModule,
    global: true,
    controllers: [AccountsController],
    providers: [
      {
        provide: Members,
        inject: [PrismaClient],
        useFactory: (prisma: PrismaClient) => new PrismaMembers(prisma),
      },
      {
        provide: SessionReader,
        inject: [Members],
        useFactory: (members: Members) => new CookieSessionReader(members, publicUrl, authSecret),
      },
      {
        provide: AccountRecord,
        inject: [Members, UnitOfWork, RefusedAttempts],
        useFactory: (members: Members, unitOfWork: UnitOfWork, refused: RefusedAttempts) =>
          new AccountRecord(members, unitOfWork, refused),
      },
      {
        provide: AuthEngine,
        inject: [PrismaClient, Ids, AccountRecord],
        useFactory: (prisma: PrismaClient, ids: Ids, accounts: AccountRecord) =>
          createAuthEngine({
            database: auditedAccounts(prisma, ids, accounts),
            secret: authSecret,
            publicUrl,
            newId: () => ids.uuid(),
            explain: toAppError,
            during: (request, work) => accounts.during(request, work),
            noteRefusal: (type, whose, code) => accounts.refuse(type, whose, code),
          }),
      },
      {
        provide: ApiKeys,
        inject: [UnitOfWork, Ids],
        useFactory: (unitOfWork: UnitOfWork, ids: Ids) => new ApiKeys(unitOfWork, ids),
      },
    ],
    exports: [SessionReader, AuthEngine],
  };
}
