import { type DynamicModule, Module } from '@nestjs/common';
import { SessionReader } from '../../http/session-reader.js';
import { toAppError } from '../../infra/database/database-errors.js';
import { PrismaClient } from '../../infra/database/generated/client.js';
import { PrismaMembers } from '../../infra/database/prisma-members.js';
import { Ids } from '../../ports/ids.js';
import { Members } from '../../ports/members.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { AccountsController } from './accounts.controller.js';
import { ApiKeys } from './api-keys.js';
import { AuthEngine, createAuthEngine } from './auth-engine.js';
import { CookieSessionReader } from './cookie-session-reader.js';
import { RecordSignIn } from './record-sign-in.js';

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
        provide: AuthEngine,
        inject: [PrismaClient, Ids, Members, UnitOfWork],
        useFactory: (prisma: PrismaClient, ids: Ids, members: Members, unitOfWork: UnitOfWork) => {
          const signIn = new RecordSignIn(members, unitOfWork);
          return createAuthEngine({
            database: prisma,
            secret: authSecret,
            publicUrl,
            newId: () => ids.uuid(),
            explain: toAppError,
            onSignedIn: (session) => signIn.run(session),
            onPasswordSet: (act) => signIn.notePassword(act),
          });
        },
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
