import { AppError } from '../../domain/app-error.js';
import type { OrganisationId, TemplateId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { TemplatePage, TemplatePlace, TemplateRecord } from '../../ports/template-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** Lists, reads and archives templates. */
export class ReadTemplates {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async list(
    organisationId: OrganisationId,
    limit: number,
    after: TemplatePlace | null,
  ): Promise<TemplatePage> {
    return await this.unitOfWork.read(organisationId, (tx) => tx.templates.list(limit, after));
  }

  /** Archived ones can still be read. @throws AppError `not-found` */
  async find(organisationId: OrganisationId, id: TemplateId): Promise<TemplateRecord> {
    const template = await this.unitOfWork.read(organisationId, (tx) => tx.templates.find(id));
    if (!template) throw new AppError('not-found', 'There is no such template.');
    return template;
  }

  /** Archiving twice changes nothing. @throws AppError `not-found` */
  async archive(organisationId: OrganisationId, id: TemplateId, context: RecordContext): Promise<void> {
    await this.unitOfWork.transact(organisationId, async (tx) => {
      const template = await tx.templates.find(id);
      if (!template) throw new AppError('not-found', 'There is no such template.');
      if (!(await tx.templates.archive(id))) return;
      await record(tx, [{ type: 'template.archived', data: { templateId: id } }], context);
    });
  }
}
