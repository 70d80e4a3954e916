import type { OrganisationId } from '../../domain/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { HeldMailsView } from './mail-holds.schema.js';

/** What waits for an administrator's word, and why. */
export class ReadHeldMails {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(organisationId: OrganisationId): Promise<HeldMailsView> {
    return await this.unitOfWork.read(organisationId, async (tx) => {
      const holds = await tx.mailHolds.running();
      const waiting = await tx.mailHolds.waiting();
      return {
        holds: holds.map(({ cause, detail, heldAt }) => ({ cause, detail, heldAt: heldAt.toISOString() })),
        waiting: waiting.map((one) => ({ ...one, oldestAt: one.oldestAt.toISOString() })),
        waitingCount: waiting.reduce((sum, { count }) => sum + count, 0),
      };
    });
  }
}
