import type { AccountNotes, NoteAccountChange } from '../../ports/account-changes.js';
import type { Ids } from '../../ports/ids.js';
import { Prisma, type PrismaClient } from './generated/client.js';
import { openUnit } from './open-unit.js';
import { PrismaMembers } from './prisma-members.js';
import { repositories } from './repositories.js';
import type { TransactionClient } from './repository-scope.js';

interface Arguments {
  readonly where?: object;
  readonly data?: Readonly<Record<string, unknown>>;
}
type Operation = (args: Arguments) => Promise<unknown>;
type Run = (work: (tx: TransactionClient) => Promise<unknown>) => Promise<unknown>;

/**
 * Prisma's client as better-auth sees it: what it writes to sessions and passwords is recorded in the same transaction
 * (promise 4). Its own hooks run after the write has committed; a crash between the two would leave a session that the
 * record knows nothing of.
 */
export function auditedAccounts(prisma: PrismaClient, ids: Ids, notes: AccountNotes): object {
  return new AuditedAccounts(ids, notes).over(prisma, (work) => prisma.$transaction((tx) => work(tx)));
}

class AuditedAccounts {
  constructor(
    private readonly ids: Ids,
    private readonly notes: AccountNotes,
  ) {}

  over(client: PrismaClient | TransactionClient, begin: Run): object {
    const run: Run = (work) =>
      begin(work).catch((fault: unknown) => {
        // The library deletes what may be gone already, and asks by trying.
        if (!isMissingRow(fault)) this.notes.failed(fault);
        throw fault;
      });
    const session = replacing(client.session, {
      create: this.signIn(run),
      delete: this.endSessions(run, 'delete'),
      deleteMany: this.endSessions(run, 'deleteMany'),
    });
    const account = replacing(client.account, {
      create: this.addAccount(run),
      update: this.changeAccount(run, 'update'),
      updateMany: this.changeAccount(run, 'updateMany'),
    });
    // Inside a transaction of the library every change is noted in that one.
    const $transaction = (work: (tx: object) => Promise<unknown>) =>
      run((tx) => work(this.over(tx, (inner) => inner(tx))));
    return replacing(client, { session, account, $transaction });
  }

  private signIn(run: Run): Operation {
    return (args) =>
      run(async (tx) => {
        const session = await write(tx.session.create, args);
        await this.noteIn(tx, String(args.data?.userId), { kind: 'signed-in' });
        return session;
      });
  }

  private endSessions(run: Run, method: 'delete' | 'deleteMany'): Operation {
    return (args) =>
      run(async (tx) => {
        // Sessions that ran out before are only swept up; nobody is signed out by that.
        const live = { AND: [args.where ?? {}, { expiresAt: { gt: new Date() } }] };
        const ended = await tx.session.groupBy({ by: ['userId'], where: live, _count: true });
        const result = await write(tx.session[method], args);
        for (const { userId, _count: sessionCount } of ended) {
          await this.noteIn(tx, userId, { kind: 'signed-out', sessionCount });
        }
        return result;
      });
  }

  /** Whoever was added without a password sets the first one by creating the account's row. */
  private addAccount(run: Run): Operation {
    return (args) =>
      run(async (tx) => {
        const account = await write(tx.account.create, args);
        const { userId, password } = args.data ?? {};
        if (password) await this.noteIn(tx, String(userId), { kind: 'password-changed' });
        return account;
      });
  }

  private changeAccount(run: Run, method: 'update' | 'updateMany'): Operation {
    return (args) =>
      run(async (tx) => {
        const owners = await tx.account.findMany({ where: args.where ?? {}, select: { userId: true } });
        const result = await write(tx.account[method], args);
        if (args.data?.password === undefined) return result;
        for (const { userId } of owners) await this.noteIn(tx, userId, { kind: 'password-changed' });
        return result;
      });
  }

  /** A user without an organisation has no record to write into, and nothing to sign in to. */
  private async noteIn(
    client: TransactionClient,
    userId: string,
    change: Parameters<NoteAccountChange>[2],
  ): Promise<void> {
    const member = await new PrismaMembers(client).firstOf(userId);
    if (member === null) return;
    const { organisationId } = member;
    const now = await openUnit(client, organisationId, this.ids.uuid(), 'write');
    const scope = { client, organisationId, now, ids: this.ids, bells: [] };
    await this.notes.note(repositories(scope), member, change);
  }
}

function isMissingRow(fault: unknown): boolean {
  return fault instanceof Prisma.PrismaClientKnownRequestError && fault.code === 'P2025';
}

/** The library's arguments are of its own making; Prisma checks them when they arrive. */
function write(method: unknown, args: Arguments): Promise<unknown> {
  return (method as Operation)(args);
}

/** The same object with some members replaced; Prisma's clients are proxies, which cannot be spread. */
function replacing<T extends object>(target: T, members: Readonly<Record<string, unknown>>): T {
  return new Proxy(target, {
    get: (inner, name) =>
      typeof name === 'string' && Object.hasOwn(members, name) ? members[name] : Reflect.get(inner, name),
  });
}
