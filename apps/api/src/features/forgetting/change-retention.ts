import { AppError } from '../../domain/app-error.js';
import type { TemplateId } from '../../domain/ids.js';
import { assertConsistent, isSameRule, type RetentionRule } from '../../domain/retention-rule.js';
import { record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Administrator } from './request-erasure.js';

/** Declares when ended envelopes of the organisation, or of one template, are erased. Old and new are recorded. */
export class ChangeRetention {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @param next null: the template has no rule of its own any more, or the organisation none at all.
   * @throws AppError `retention-contradicts`, `not-found`
   */
  async run(admin: Administrator, templateId: TemplateId | null, next: RetentionRule | null): Promise<void> {
    if (next) assertConsistent(next);
    await this.unitOfWork.transact(admin.organisationId, async (tx) => {
      if (templateId !== null && (await tx.templates.find(templateId)) === null) {
        throw new AppError('not-found', 'There is no such template.');
      }
      const declared = (await tx.retention.current()).find((rule) => rule.templateId === templateId);
      const previous = declared ? ruleOf(declared) : null;
      if (isSameRule(previous, next)) return;
      const { actor } = admin.context;
      await tx.retention.declare(templateId, next, `${actor.kind}:${actor.id}`);
      const data = { ...(templateId && { templateId }), previous, next: next && ruleOf(next) };
      await record(tx, [{ type: 'retention.changed', data }], admin.context);
    });
  }
}

function ruleOf({ documentsAfterDays, personalAfterDays, locked }: RetentionRule) {
  return { documentsAfterDays, personalAfterDays, locked };
}
