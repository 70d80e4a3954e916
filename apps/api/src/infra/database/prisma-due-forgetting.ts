import type { ErasureEntry } from '../../domain/erased.js';
import { asId, type EnvelopeId, type OrganisationId } from '../../domain/ids.js';
import { type DueErasure, DueForgetting } from '../../ports/due-forgetting.js';
import type { RetentionScope } from '../../ports/retention-repository.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';

interface DueRow {
  readonly organisation_id: string;
  readonly envelope_id: string;
  readonly rule_id: string;
  readonly scope: RetentionScope;
  readonly due_at: Date;
  readonly warned_at: Date | null;
}

export class PrismaDueForgetting extends DueForgetting {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async retention(warningDays: number, limit: number): Promise<DueErasure[]> {
    const rows = await this.prisma.$queryRaw<DueRow[]>`
      SELECT organisation_id::text, envelope_id::text, rule_id::text, scope, due_at, warned_at
      FROM due_retention(make_interval(days => ${warningDays}::int), ${limit}::int)`.catch(rethrow);
    return rows.map((row) => ({
      organisationId: asId<OrganisationId>(row.organisation_id),
      envelopeId: asId<EnvelopeId>(row.envelope_id),
      ruleId: row.rule_id,
      scope: row.scope,
      dueAt: row.due_at,
      warnedAt: row.warned_at,
    }));
  }

  override async untold(limit: number): Promise<{ organisationId: OrganisationId; entryId: string }[]> {
    const rows = await this.prisma.$queryRaw<{ organisation_id: string; entry_id: string }[]>`
      SELECT organisation_id::text, entry_id::text FROM untold_erasures(${limit}::int)`.catch(rethrow);
    return rows.map((row) => ({
      organisationId: asId<OrganisationId>(row.organisation_id),
      entryId: row.entry_id,
    }));
  }

  override async list(knownIds: readonly string[]): Promise<ErasureEntry[]> {
    const rows = await this.prisma.$queryRaw<{ entry: ErasureEntry }[]>`
      SELECT entry FROM erasure_list(${[...knownIds]}::uuid[])`.catch(rethrow);
    return rows.map(({ entry }) => entry);
  }

  override async unknown(ids: readonly string[]): Promise<string[]> {
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM unknown_erasures(${[...ids]}::uuid[])`.catch(rethrow);
    return rows.map(({ id }) => id);
  }

  override async administrators(organisationId: OrganisationId): Promise<{ name: string; email: string }[]> {
    const members = await this.prisma.member
      .findMany({ where: { organizationId: organisationId }, include: { user: true } })
      .catch(rethrow);
    return members
      .filter(({ role }) => role.split(',').some((one) => ['owner', 'admin'].includes(one.trim())))
      .map(({ user }) => ({ name: user.name, email: user.email }));
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
