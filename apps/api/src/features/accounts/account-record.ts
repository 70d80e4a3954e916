import { AsyncLocalStorage } from 'node:async_hooks';
import type { OrganisationFact } from '../../domain/events.js';
import { type RecordContext, record } from '../../events/record.js';
import type { RefusedAttempts } from '../../http/refused-attempts.js';
import type { AccountChange } from '../../ports/account-changes.js';
import type { MemberRecord, Members } from '../../ports/members.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** A request to better-auth: what is asked, and from where. */
export interface AccountRequest {
  /** Below /api/auth, such as /sign-in/email. */
  readonly path: string;
  readonly ip: string;
  readonly userAgent: string;
}

/** An account, or an address of which it is not known yet whether there is one. */
export type Whose =
  | { readonly userId: string; readonly email?: undefined }
  | { readonly email: string; readonly userId?: undefined };

export type AccountRefusal = 'account.sign-in-failed' | 'account.password-change-refused';

/** Writes what happens to accounts into the record of the user's organisation. */
export class AccountRecord {
  private readonly requests = new AsyncLocalStorage<
    AccountRequest & { fault?: { readonly thrown: unknown } }
  >();
  private readonly pending = new Set<Promise<void>>();

  constructor(
    private readonly members: Members,
    private readonly unitOfWork: UnitOfWork,
    private readonly refused: RefusedAttempts,
  ) {}

  /**
   * Everything that `work` changes is recorded as asked for by this request.
   * @throws what made a change fail, also where `work` did not mind
   */
  async during<T>(request: AccountRequest, work: () => Promise<T>): Promise<T> {
    const known: AccountRequest & { fault?: { readonly thrown: unknown } } = { ...request };
    const result = await this.requests.run(known, work);
    if (known.fault !== undefined) throw known.fault.thrown;
    return result;
  }

  failed(fault: unknown): void {
    const known = this.requests.getStore();
    if (known !== undefined) known.fault = { thrown: fault };
  }

  /** To be called inside the transaction of the change. */
  async note(tx: Transaction, member: MemberRecord, change: AccountChange): Promise<void> {
    const isByMail = this.requests.getStore()?.path === '/reset-password';
    await record(tx, [factOf(member, change, isByMail)], this.contextOf(member));
  }

  /**
   * Notes a refused attempt at an account there is. The answer does not wait for it: the time of a refusal must not tell
   * whether there is such an account (T-SESS-3).
   */
  refuse(type: AccountRefusal, whose: Whose, code: string): void {
    const written = this.refused.admit(`${type} ${whose.userId ?? whose.email} ${code}`);
    if (written === null) return;
    const work = this.writeRefusal(type, whose, { code, ...written }).catch(() => undefined);
    this.pending.add(work);
    void work.finally(() => this.pending.delete(work));
  }

  /** Nest calls it before the database is closed: what is still being written gets there. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.pending);
  }

  private async writeRefusal(
    type: AccountRefusal,
    whose: Whose,
    refusal: { code: string; unwrittenCount?: number },
  ): Promise<void> {
    const userId = whose.userId ?? (await this.members.userIdOf(whose.email));
    const member = userId === null ? null : await this.members.firstOf(userId);
    if (member === null) return;
    const { ip, userAgent } = this.requests.getStore() ?? { ip: '', userAgent: '' };
    const from = { ...(ip && { fromIp: ip }), ...(userAgent && { fromUserAgent: userAgent }) };
    const data = { userId: member.userId, ...refusal };
    const personal = [{ subject: `user:${member.userId}` as const, value: from }];
    const isInside = type === 'account.password-change-refused';
    const event: OrganisationFact = isInside
      ? { type, data }
      : { type, data: { ...data, method: 'password' }, ...(Object.keys(from).length > 0 && { personal }) };
    const context = isInside ? this.contextOf(member) : stranger;
    await this.unitOfWork.transact(member.organisationId, (tx) => record(tx, [event], context));
  }

  private contextOf({ userId, name, email }: MemberRecord): RecordContext {
    const { ip, userAgent } = this.requests.getStore() ?? {};
    return {
      actor: { kind: 'user', id: userId },
      ...{ name, email },
      ...(ip && { ip }),
      ...(userAgent && { userAgent }),
    };
  }
}

const stranger: RecordContext = { actor: { kind: 'visitor', id: null } };

function factOf({ userId }: MemberRecord, change: AccountChange, isByMail: boolean): OrganisationFact {
  switch (change.kind) {
    case 'signed-in':
      return { type: 'account.signed-in', data: { userId, method: 'password' } };
    case 'signed-out':
      return { type: 'account.signed-out', data: { userId, sessionCount: change.sessionCount } };
    case 'password-changed':
      // So far only auditors are mailed a link to set a password with.
      return { type: isByMail ? 'auditor.password-set' : 'account.password-changed', data: { userId } };
  }
}
