import { AppError } from '../../domain/app-error.js';
import type { AuditorGrantId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import type { AuditorGrant } from '../../ports/auditor-grants.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Administrator } from './grant-auditor.js';
import { daysAfter } from './grant-period.js';

/** What an administrator does with a running access. */
export class SteerAuditor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  list(admin: Administrator): Promise<{ grants: readonly AuditorGrant[]; now: Date }> {
    return this.unitOfWork.read(admin.organisationId, async (tx) => ({
      grants: await tx.auditorGrants.list(),
      now: tx.now,
    }));
  }

  /**
   * @param days counted from now
   * @throws AppError `not-found`, `auditor-grant-over`, `auditor-period-invalid`
   */
  extend(admin: Administrator, id: AuditorGrantId, days: number): Promise<void> {
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      const { auditor, expiresAt: previous } = await running(tx, id);
      const expiresAt = daysAfter(tx.now, days);
      if (expiresAt <= previous) {
        const until = previous.toISOString().slice(0, 10);
        const sentence = `${auditor.name} already has access until ${until}. Choose more days, or end the access.`;
        throw new AppError('auditor-period-invalid', sentence, { pointer: '/days' });
      }
      await tx.auditorGrants.extend(id, expiresAt);
      const data = {
        ...{ grantId: id, userId: auditor.id },
        ...{ previousExpiresAt: previous.toISOString(), expiresAt: expiresAt.toISOString() },
      };
      await record(tx, [{ type: 'auditor.extended', data }], admin.context);
    });
  }

  /** Sends the mail once more, with a new link where there is no password yet. @throws AppError `not-found`, `auditor-grant-over` */
  tellAgain(admin: Administrator, id: AuditorGrantId): Promise<void> {
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      const { auditor } = await running(tx, id);
      const data = { grantId: id, userId: auditor.id };
      await record(tx, [{ type: 'auditor.mail-asked', data }], admin.context);
    });
  }

  /** From the commit on, nothing opens: the sessions are gone. Ending twice is one end. @throws AppError `not-found` */
  end(admin: Administrator, id: AuditorGrantId): Promise<void> {
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      const grant = await tx.auditorGrants.find(id);
      if (grant === null) throw notFound();
      if (grant.endedAt !== null) return;
      const sessionCount = await tx.auditorGrants.end(id, admin.userId);
      const data = { grantId: id, userId: grant.auditor.id, sessionCount };
      await record(tx, [{ type: 'auditor.ended', data }], admin.context);
    });
  }
}

async function running(tx: Transaction, id: AuditorGrantId): Promise<AuditorGrant> {
  const grant = await tx.auditorGrants.find(id);
  if (grant === null) throw notFound();
  if (grant.endedAt === null && grant.expiresAt > tx.now) return grant;
  throw new AppError('auditor-grant-over', `The access of ${grant.auditor.name} is over. Grant a new one.`);
}

const notFound = () => new AppError('not-found', 'There is no such auditor.');
