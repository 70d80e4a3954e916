import { AppError } from '../../domain/app-error.js';
import type { Template } from '../../domain/draft-from-template.js';
import type { Sender } from '../../domain/envelope.js';
import type { BulkId, BulkRowId, OrganisationId, TemplateId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { Bulk } from '../../ports/bulk-repository.js';
import type { Glyphs } from '../../ports/glyphs.js';
import type { Ids } from '../../ports/ids.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { type CheckedCsv, checkCsv } from './csv/check-csv.js';

export interface CheckBulkCommand {
  readonly organisationId: OrganisationId;
  readonly templateId: TemplateId;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly sender: Sender;
  readonly context: RecordContext;
}

/** Reads a list and keeps every row with its verdict. Nothing is sent. The same file again is the same bulk send. */
export class CheckBulk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly glyphs: Glyphs,
  ) {}

  /** @throws AppError `not-found`, `template-archived`, `payload-too-large`, `csv-…` */
  async run(command: CheckBulkCommand): Promise<{ bulk: Bulk; isNew: boolean }> {
    const { organisationId, templateId } = command;
    const template = await this.unitOfWork.read(organisationId, (tx) => tx.templates.find(templateId));
    if (!template) throw new AppError('not-found', 'There is no such template.');
    if (template.archivedAt !== null) throw new AppError('template-archived', 'This template was archived.');
    const checked = checkCsv(command.bytes, template, (text, face) => this.glyphs.findUndrawable(text, face));
    return await this.unitOfWork.transact(organisationId, async (tx) => {
      // Two uploads of one file at the same moment: the second waits here and then finds the first.
      await tx.bulks.lockUploads(templateId);
      const existing = await tx.bulks.findByFile(templateId, checked.fileSha256Hex);
      return existing ? { bulk: existing, isNew: false } : await this.keep(tx, command, template, checked);
    });
  }

  private async keep(tx: Transaction, command: CheckBulkCommand, template: Template, checked: CheckedCsv) {
    const bulk: Bulk = {
      id: this.ids.uuid<BulkId>(),
      templateId: template.id,
      templateName: template.name,
      fileName: command.fileName.slice(0, 200),
      fileSha256Hex: checked.fileSha256Hex,
      columns: checked.columns,
      state: 'checked',
      createdBy: command.sender.userId,
      senderName: command.sender.name,
      senderEmail: command.sender.email,
      createdAt: tx.now,
      startedAt: null,
      finishedAt: null,
      timeZone: null,
    };
    await tx.bulks.create(
      bulk,
      checked.rows.map((row) => ({ ...row, id: this.ids.uuid<BulkRowId>() })),
    );
    await record(tx, [checkedEvent(bulk, checked)], command.context);
    return { bulk, isNew: true };
  }
}

function checkedEvent(bulk: Bulk, { rows }: CheckedCsv) {
  const data = {
    bulkId: bulk.id,
    templateId: bulk.templateId,
    fileSha256Hex: bulk.fileSha256Hex,
    rowCount: rows.length,
    invalidCount: rows.filter(({ valid }) => !valid).length,
  };
  const personal = [{ subject: `bulk:${bulk.id}` as const, value: { fileName: bulk.fileName } }];
  return { type: 'bulk.checked' as const, data, personal };
}
