import { asId, type EnvelopeId, type SealId } from '../../domain/ids.js';
import { type DueSeal, type LeasedSeal, type SealCondition, SealRefused } from '../../domain/seal.js';
import type { SealExtension, SealExtensionRepository } from '../../ports/seal-extension-repository.js';
import type { SealExtension as ExtensionRow, Prisma } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';
import { toCondition, toConditionColumns } from './seal-condition-columns.js';
import { toLevel } from './sealing-policy-columns.js';

export class PrismaSealExtensionRepository implements SealExtensionRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async open(extension: Pick<SealExtension, 'sealId' | 'envelopeId' | 'target' | 'renewAt'>): Promise<void> {
    const { organisationId, now, client } = this.scope;
    const { sealId, envelopeId, target: targetLevel, renewAt } = extension;
    const state = renewAt === null ? ('due' as const) : ('done' as const);
    const doneAt = renewAt === null ? null : now;
    await client.sealExtension.create({
      data: { sealId, envelopeId, organisationId, targetLevel, state, doneAt, renewAt, createdAt: now },
    });
  }

  async find(sealId: SealId): Promise<SealExtension | null> {
    const row = await this.scope.client.sealExtension.findUnique({ where: { sealId } });
    return row && toExtension(row);
  }

  async lock(sealId: SealId): Promise<SealExtension | null> {
    await this.scope.client
      .$queryRaw`SELECT 1 AS locked FROM seal_extension WHERE seal_id = ${sealId}::uuid FOR UPDATE`;
    return await this.find(sealId);
  }

  async ofEnvelope(envelopeId: EnvelopeId): Promise<readonly SealExtension[]> {
    const rows = await this.scope.client.sealExtension.findMany({ where: { envelopeId } });
    return rows.map(toExtension);
  }

  async saveTaken(sealId: SealId, taken: LeasedSeal): Promise<void> {
    await this.change({ sealId, fence: taken.fence - 1 }, toConditionColumns(taken));
  }

  async saveHeld(sealId: SealId, fence: number, next: SealCondition, renewAt?: Date | null): Promise<void> {
    const renewal = renewAt === undefined ? {} : { renewAt };
    await this.change({ sealId, fence, state: 'leased' }, { ...toConditionColumns(next), ...renewal });
  }

  async saveDue(sealId: SealId, due: DueSeal): Promise<void> {
    await this.change(
      { sealId, fence: due.fence, state: { in: ['waiting', 'failed'] } },
      toConditionColumns(due),
    );
  }

  async touchEnvelope(id: EnvelopeId): Promise<void> {
    await this.scope.client.envelope.updateMany({
      where: { id },
      data: { version: { increment: 1 }, updatedAt: this.scope.now },
    });
  }

  async releaseWaiting(causePrefixes: readonly string[]): Promise<number> {
    const { count } = await this.scope.client.sealExtension.updateMany({
      where: { state: 'waiting', OR: causePrefixes.map((startsWith) => ({ causeCode: { startsWith } })) },
      data: { state: 'due', nextAttemptAt: null, attempts: 0 },
    });
    return count;
  }

  /** The fence in the condition stops a worker that slept through its lease. */
  private async change(
    where: Prisma.SealExtensionWhereInput,
    data: Prisma.SealExtensionUpdateManyMutationInput,
  ): Promise<void> {
    const { count } = await this.scope.client.sealExtension.updateMany({ where, data });
    if (count !== 1) throw new SealRefused('seal-lease-lost');
  }
}

function toExtension(row: ExtensionRow): SealExtension {
  return {
    sealId: asId<SealId>(row.sealId),
    envelopeId: asId<EnvelopeId>(row.envelopeId),
    target: toLevel(row.targetLevel),
    condition: toCondition(row, { intentDigestHex: null, sealedSha256Hex: '' }),
    renewAt: row.renewAt,
  };
}
