import type { EnvelopeId, TemplateId } from '../../domain/ids.js';
import type { RetentionRule } from '../../domain/retention-rule.js';
import type {
  DeclaredRule,
  ErasedState,
  PlannedErasure,
  RetentionRepository,
  RetentionScope,
} from '../../ports/retention-repository.js';
import type { RepositoryScope } from './repository-scope.js';

interface PlanRow {
  readonly rule_id: string;
  readonly scope: RetentionScope;
  readonly due_at: Date;
  readonly warned_at: Date | null;
  readonly stopped_at: Date | null;
  readonly stopped_code: string | null;
}

export class PrismaRetentionRepository implements RetentionRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async current(): Promise<DeclaredRule[]> {
    const { client, organisationId } = this.scope;
    const rows = await client.retentionRule.findMany({
      where: { organisationId, supersededAt: null },
      orderBy: [{ templateId: { sort: 'asc', nulls: 'first' } }],
    });
    return rows.map(({ id, templateId, documentsAfterDays, personalAfterDays, locked, setBy, setAt }) => ({
      ...{ id, documentsAfterDays, personalAfterDays, locked, setBy, setAt },
      templateId: templateId as TemplateId | null,
    }));
  }

  async declare(templateId: TemplateId | null, rule: RetentionRule | null, by: string): Promise<void> {
    const { client, organisationId, now, ids } = this.scope;
    await client.retentionRule.updateMany({
      where: { organisationId, templateId, supersededAt: null },
      data: { supersededAt: now },
    });
    if (rule === null) return;
    await client.retentionRule.create({
      data: { id: ids.uuid(), organisationId, templateId, ...rule, setBy: by },
    });
  }

  async planned(envelopeId: EnvelopeId): Promise<PlannedErasure[]> {
    const rows = await this.scope.client.$queryRaw<PlanRow[]>`
      SELECT d.rule_id::text, d.scope, d.due_at, n.warned_at, n.stopped_at, n.stopped_code
      FROM retention_due(${envelopeId}::uuid) d LEFT JOIN retention_notice n
        ON n.envelope_id = ${envelopeId}::uuid AND n.scope = d.scope AND n.rule_id = d.rule_id
      ORDER BY d.due_at, d.scope`;
    return rows.map((row) => ({
      ruleId: row.rule_id,
      scope: row.scope,
      dueAt: row.due_at,
      warnedAt: row.warned_at,
      stopped: row.stopped_at && row.stopped_code ? { code: row.stopped_code, since: row.stopped_at } : null,
    }));
  }

  async erased(envelopeId: EnvelopeId): Promise<ErasedState> {
    const row = await this.scope.client.envelope.findUnique({
      where: { id: envelopeId },
      select: { documentsErasedAt: true, personalErasedAt: true, erasedCause: true },
    });
    return {
      documentsErasedAt: row?.documentsErasedAt ?? null,
      personalErasedAt: row?.personalErasedAt ?? null,
      cause: (row?.erasedCause ?? null) as ErasedState['cause'],
    };
  }

  async announce(envelopeId: EnvelopeId, scope: RetentionScope, ruleId: string): Promise<boolean> {
    const { client, organisationId } = this.scope;
    const { count } = await client.retentionNotice.createMany({
      data: [{ envelopeId, scope, ruleId, organisationId }],
      skipDuplicates: true,
    });
    return count === 1;
  }

  async stop(envelopeId: EnvelopeId, scope: RetentionScope, ruleId: string, code: string): Promise<boolean> {
    const { client, now } = this.scope;
    const { count } = await client.retentionNotice.updateMany({
      where: { envelopeId, scope, ruleId, stoppedAt: null },
      data: { stoppedAt: now, stoppedCode: code },
    });
    return count === 1;
  }
}
