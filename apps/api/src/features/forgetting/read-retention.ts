import type { OrganisationId, TemplateId } from '../../domain/ids.js';
import type { DeclaredRule } from '../../ports/retention-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface RetentionRules {
  readonly organisation: DeclaredRule | null;
  readonly templates: readonly {
    readonly id: TemplateId;
    readonly name: string;
    readonly rule: DeclaredRule;
  }[];
}

/** The rules that hold now. */
export class ReadRetention {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  run(organisationId: OrganisationId): Promise<RetentionRules> {
    return this.unitOfWork.read(organisationId, async (tx) => {
      const rules = await tx.retention.current();
      const templates: RetentionRules['templates'][number][] = [];
      for (const rule of rules) {
        if (rule.templateId === null) continue;
        const template = await tx.templates.find(rule.templateId);
        if (template) templates.push({ id: rule.templateId, name: template.name, rule });
      }
      return { organisation: rules.find((rule) => rule.templateId === null) ?? null, templates };
    });
  }
}
