import {
  type SealingDeployment,
  type SealingPolicy,
  withoutTimestamps,
} from '../../domain/sealing-policy.js';
import type { SealingPolicyRepository } from '../../ports/sealing-policies.js';
import type { RepositoryScope } from './repository-scope.js';
import { toPolicy } from './sealing-policy-columns.js';

export class PrismaSealingPolicyRepository implements SealingPolicyRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async chosen(): Promise<SealingPolicy | null> {
    const { organisationId, client } = this.scope;
    const row = await client.sealingPolicy.findUnique({ where: { organisationId } });
    return row && toPolicy(row.timestamps, row.level);
  }

  /** One question: every seal asks it. */
  async current(): Promise<SealingPolicy> {
    const { organisationId, client } = this.scope;
    const [row] = await client.$queryRaw<{ timestamps: string; level: string }[]>`
      SELECT timestamps, level FROM (
        SELECT 1 AS rank, timestamps, level FROM sealing_policy WHERE organisation_id = ${organisationId}::uuid
        UNION ALL SELECT 2, default_timestamps, default_level FROM sealing_deployment) known
      ORDER BY rank LIMIT 1`;
    return toPolicy(row?.timestamps ?? null, row?.level ?? null) ?? withoutTimestamps;
  }

  async save(policy: SealingPolicy): Promise<void> {
    const { organisationId, now: updatedAt, client } = this.scope;
    const data = { timestamps: policy.timestamps, level: policy.level, updatedAt };
    await client.sealingPolicy.upsert({
      where: { organisationId },
      create: { organisationId, ...data },
      update: data,
    });
  }

  async deployment(): Promise<SealingDeployment> {
    const { client } = this.scope;
    const told = await client.sealingDeployment.findUnique({ where: { id: 1 } });
    const authorities = await client.timestampAuthority.findMany({
      select: { name: true },
      orderBy: { position: 'asc' },
    });
    return {
      defaultPolicy:
        toPolicy(told?.defaultTimestamps ?? null, told?.defaultLevel ?? null) ?? withoutTimestamps,
      authorities: authorities.map(({ name }) => name),
      revocation: told?.revocation ?? false,
    };
  }
}
