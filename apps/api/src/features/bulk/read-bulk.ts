import { AppError } from '../../domain/app-error.js';
import type { Template } from '../../domain/draft-from-template.js';
import type { BulkId, OrganisationId, TemplateId } from '../../domain/ids.js';
import { writeCsv } from '../../http/write-csv.js';
import type { BulkRow, BulkRowState } from '../../ports/bulk-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { bulkColumns } from './csv/bulk-columns.js';
import type { SeenBulk } from './steer-bulk.js';

const rowsPerRead = 1_000;

/** Everything a sender can see of bulk sends. */
export class ReadBulk {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `not-found` */
  async find(organisationId: OrganisationId, id: BulkId): Promise<SeenBulk> {
    return await this.unitOfWork.read(organisationId, async (tx) => {
      const bulk = await tx.bulks.find(id);
      if (!bulk) throw new AppError('not-found', 'There is no such bulk send.');
      return { bulk, counts: await tx.bulks.counts(id) };
    });
  }

  async list(
    organisationId: OrganisationId,
    limit: number,
    before: BulkId | null,
  ): Promise<readonly SeenBulk[]> {
    return await this.unitOfWork.read(organisationId, async (tx) => {
      const seen: SeenBulk[] = [];
      for (const bulk of await tx.bulks.list(limit, before)) {
        seen.push({ bulk, counts: await tx.bulks.counts(bulk.id) });
      }
      return seen;
    });
  }

  /** @throws AppError `not-found` */
  async rows(
    organisationId: OrganisationId,
    id: BulkId,
    page: { state: BulkRowState | null; afterRow: number; limit: number },
  ): Promise<readonly BulkRow[]> {
    await this.find(organisationId, id);
    return await this.unitOfWork.read(organisationId, (tx) => tx.bulks.rows(id, page));
  }

  /** Every row with its state, problems and envelope, safe to open in a spreadsheet. @throws AppError `not-found` */
  async resultCsv(organisationId: OrganisationId, id: BulkId): Promise<{ name: string; csv: string }> {
    const { bulk } = await this.find(organisationId, id);
    const lines: string[][] = [['Row', 'State', ...bulk.columns, 'Problems', 'Envelope']];
    for (let afterRow = 0; ; ) {
      const page = { state: null, afterRow, limit: rowsPerRead };
      const rows = await this.unitOfWork.read(organisationId, (tx) => tx.bulks.rows(id, page));
      lines.push(...rows.map((row) => resultLine(row, bulk.columns)));
      afterRow = rows.at(-1)?.rowNumber ?? 0;
      if (rows.length < rowsPerRead) break;
    }
    return { name: `${bulk.fileName.replace(/\.csv$/i, '')} result.csv`, csv: writeCsv(lines) };
  }

  /** @throws AppError `not-found` */
  async columns(organisationId: OrganisationId, templateId: TemplateId) {
    const template = await this.unitOfWork.read(organisationId, (tx) => tx.templates.find(templateId));
    if (!template) throw new AppError('not-found', 'There is no such template.');
    return { columns: bulkColumns(template), sampleCsv: sampleCsv(template) };
  }
}

function resultLine(row: BulkRow, columns: readonly string[]): string[] {
  const problems = row.problems.map(({ sentence }) => sentence).join(' ');
  const cells = columns.map((column) => row.values[column] ?? '');
  return [String(row.rowNumber), row.state, ...cells, problems, row.envelopeId ?? ''];
}

function sampleCsv(template: Template): string {
  const columns = bulkColumns(template);
  const cells = columns.map((column, index) => {
    if (column.fills === 'role-name') return 'Ada Example';
    if (column.fills !== 'field') return `person${Math.floor(index / 2) + 1}@example.com`;
    if (column.options !== null) return column.options[0]?.label ?? '';
    return column.fieldType === 'checkbox' ? 'yes' : '';
  });
  return writeCsv([columns.map(({ name }) => name), cells]);
}
