import type { OrganisationId } from '../../domain/ids.js';
import {
  type SealingDeployment,
  type SealingPolicy,
  type SealLevel,
  sealLevels,
} from '../../domain/sealing-policy.js';
import type { AuthorityStatus, TimestampAuthorities } from '../../ports/timestamp-authorities.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface SealingSettings {
  readonly policy: SealingPolicy;
  /** False while the default of the installation holds. */
  readonly chosen: boolean;
  readonly levels: readonly SealLevel[];
  readonly authorities: readonly AuthorityStatus[];
}

/** What an organisation declared about its seals, and what the sealer says of the authorities. */
export class ReadSealingSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authorities: TimestampAuthorities,
  ) {}

  async run(organisationId: OrganisationId): Promise<SealingSettings> {
    const { chosen, deployment } = await this.unitOfWork.read(organisationId, async (tx) => ({
      chosen: await tx.sealingPolicy.chosen(),
      deployment: await tx.sealingPolicy.deployment(),
    }));
    return {
      policy: chosen ?? deployment.defaultPolicy,
      chosen: chosen !== null,
      levels: levelsOf(deployment),
      authorities: await this.authorities.list(),
    };
  }
}

function levelsOf({ authorities, revocation }: SealingDeployment): readonly SealLevel[] {
  if (authorities.length === 0) return ['B-B'];
  return revocation ? sealLevels : ['B-B', 'B-T'];
}
