import type { OrganisationId } from '../../domain/ids.js';
import { assertPossible, type SealingPolicy } from '../../domain/sealing-policy.js';
import { type RecordContext, record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

interface Administrator {
  readonly organisationId: OrganisationId;
  readonly context: RecordContext;
}

/** Declares what the seals of an organisation carry from now on. Seals already intended keep the policy they began with. */
export class ChangeSealingPolicy {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `sealing-policy-contradicts`, `timestamp-authority-missing`, `revocation-source-missing` */
  run(admin: Administrator, next: SealingPolicy): Promise<void> {
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      const deployment = await tx.sealingPolicy.deployment();
      assertPossible(next, deployment);
      const chosen = await tx.sealingPolicy.chosen();
      const previous = chosen ?? deployment.defaultPolicy;
      const same = previous.timestamps === next.timestamps && previous.level === next.level;
      // The first choice is one even where it is what holds anyway: from here on it stays when the default changes.
      if (chosen !== null && same) return;
      await tx.sealingPolicy.save(next);
      const data = { previous: { ...previous }, next: { ...next } };
      await record(tx, [{ type: 'sealing.policy-changed', data }], admin.context);
    });
  }
}
