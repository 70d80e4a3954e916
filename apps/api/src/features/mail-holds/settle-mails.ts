import { AppError } from '../../domain/app-error.js';
import type { OrganisationFact } from '../../domain/events.js';
import type { OrganisationId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { HeldMails, MailJobKind } from '../../ports/mail-holds.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface SettleOrder {
  readonly what: 'release' | 'discard';
  readonly kinds: readonly MailJobKind[];
  readonly context: RecordContext;
  /** Beside the event: who and why. */
  readonly personal: Extract<OrganisationFact, { type: 'mails.released' }>['personal'];
}

/** Somebody's word about held mails: they are sent after all, or never; on record. */
export class SettleMails {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns how many of each kind that concerned @throws AppError `mails-not-held` */
  run(organisationId: OrganisationId, order: SettleOrder): Promise<readonly HeldMails[]> {
    const { what, kinds, context, personal } = order;
    return this.unitOfWork.transact(organisationId, async (tx) => {
      const settled = await tx.mailHolds.settle(kinds, what);
      if (settled === null) throw new AppError('mails-not-held', 'No mails are held; nothing was changed.');
      const mailCount = settled.reduce((sum, { count }) => sum + count, 0);
      const data = { kinds: [...kinds], mailCount };
      const type = what === 'release' ? ('mails.released' as const) : ('mails.discarded' as const);
      await record(tx, [{ type, data, personal: personal ?? [] }], context);
      return settled;
    });
  }
}
