import { AppError } from '../../domain/app-error.js';
import type { AuditorGrantId, OrganisationId, UserId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { AuditorGrant, KnownAccount } from '../../ports/auditor-grants.js';
import type { Ids } from '../../ports/ids.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { daysAfter } from './grant-period.js';

export interface Administrator {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly context: RecordContext;
}

export interface WantedAuditor {
  readonly name: string;
  readonly email: string;
  readonly reason: string;
  readonly days: number;
}

/** Lets somebody read the evidence for a number of days. The mail that tells them follows from the event. */
export class GrantAuditor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /** @throws AppError `auditor-is-member`, `auditor-address-taken`, `auditor-already-invited` */
  run(admin: Administrator, wanted: WantedAuditor): Promise<AuditorGrant> {
    const email = wanted.email.toLowerCase();
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      const account = await tx.auditorGrants.accountOf(email);
      const userId = account?.userId ?? this.ids.uuid<UserId>();
      if (account === null) await tx.auditorGrants.insertAuditor({ userId, name: wanted.name, email });
      else await assertMayAudit(tx, account, email);
      const id = this.ids.uuid<AuditorGrantId>();
      const expiresAt = daysAfter(tx.now, wanted.days);
      const { reason } = wanted;
      await tx.auditorGrants.insert({ id, userId, reason, grantedBy: admin.userId, expiresAt });
      const data = { grantId: id, userId, expiresAt: expiresAt.toISOString() };
      const personal = [
        { subject: `user:${userId}` as const, value: { name: account?.name ?? wanted.name, email } },
        { subject: `auditor-grant:${id}` as const, value: { reason } },
      ];
      await record(tx, [{ type: 'auditor.granted', data, personal }], admin.context);
      const granted = await tx.auditorGrants.find(id);
      if (granted === null) throw new Error('The grant just made is gone.');
      return granted;
    });
  }
}

async function assertMayAudit(tx: Transaction, account: KnownAccount, email: string): Promise<void> {
  if (account.isElsewhere) {
    throw new AppError(
      'auditor-address-taken',
      `${email} already signs in to another organisation here. Invite this person with another address.`,
      { pointer: '/email' },
    );
  }
  if (account.roleHere !== 'auditor') {
    throw new AppError(
      'auditor-is-member',
      `${email} already works in your organisation. Administrators can audit as they are.`,
      {
        pointer: '/email',
      },
    );
  }
  const open = await tx.auditorGrants.openOf(account.userId);
  if (open === null) return;
  if (open.expiresAt > tx.now) {
    throw new AppError(
      'auditor-already-invited',
      `${open.auditor.name} already has access until ${open.expiresAt.toISOString().slice(0, 10)}. Extend it instead.`,
      { pointer: '/email' },
    );
  }
  // It ran out by itself; closing it makes room for the new one.
  await tx.auditorGrants.end(open.id, null);
}
