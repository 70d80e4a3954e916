import type { SentEnvelope } from '../../domain/envelope.js';
import { asId, type BulkId, type BulkRowId, type EnvelopeId, type TemplateId } from '../../domain/ids.js';
import {
  type Bulk,
  type BulkCounts,
  type BulkRepository,
  type BulkRow,
  type BulkRowProblem,
  type BulkRowState,
  type BulkState,
  bulkRowStates,
  type NewBulkRow,
} from '../../ports/bulk-repository.js';
import { bulkRowView } from './bulk-row-view.js';
import { Prisma } from './generated/client.js';
import { fromHex, toHex } from './hex-columns.js';
import { insertSentEnvelopes } from './insert-sent-envelopes.js';
import type { RepositoryScope } from './repository-scope.js';

const withTemplate = { template: { select: { name: true } } } as const satisfies Prisma.BulkInclude;
type BulkRecord = Prisma.BulkGetPayload<{ include: typeof withTemplate }>;
const rowsPerInsert = 1_000;

export class PrismaBulkRepository implements BulkRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async create(bulk: Bulk, rows: readonly NewBulkRow[]): Promise<void> {
    const { client, organisationId, now } = this.scope;
    const { fileSha256Hex, columns, templateName: _of, ...rest } = bulk;
    await client.bulk.create({
      data: { ...rest, organisationId, columns: [...columns], fileSha256: fromHex(fileSha256Hex) },
    });
    for (let from = 0; from < rows.length; from += rowsPerInsert) {
      const data = rows.slice(from, from + rowsPerInsert).map(({ valid, problems, ...row }) => ({
        ...row,
        organisationId,
        bulkId: bulk.id,
        problems: problems.map((problem) => ({ ...problem })),
        state: valid ? ('waiting' as const) : ('invalid' as const),
        updatedAt: now,
      }));
      await client.bulkRow.createMany({ data });
    }
  }

  async find(id: BulkId): Promise<Bulk | null> {
    const row = await this.scope.client.bulk.findUnique({ where: { id }, include: withTemplate });
    return row && toBulk(row);
  }

  async lock(id: BulkId): Promise<Bulk | null> {
    await this.scope.client.$queryRaw`SELECT 1 AS locked FROM bulk WHERE id = ${id}::uuid FOR UPDATE`;
    return await this.find(id);
  }

  async lockUploads(templateId: TemplateId): Promise<void> {
    await this.scope.client.$queryRaw`
      SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${`bulk:${templateId}`}, 0))`;
  }

  async findByFile(templateId: TemplateId, fileSha256Hex: string): Promise<Bulk | null> {
    const where = { templateId, fileSha256: fromHex(fileSha256Hex) };
    const row = await this.scope.client.bulk.findFirst({ where, include: withTemplate });
    return row && toBulk(row);
  }

  async list(limit: number, before: BulkId | null): Promise<readonly Bulk[]> {
    // Ids are version 7: their order is the order of creation.
    const rows = await this.scope.client.bulk.findMany({
      where: before === null ? {} : { id: { lt: before } },
      orderBy: { id: 'desc' },
      take: limit,
      include: withTemplate,
    });
    return rows.map(toBulk);
  }

  async counts(id: BulkId): Promise<BulkCounts> {
    const found = await this.scope.client.$queryRaw<{ state: BulkRowState; count: bigint }[]>`
      SELECT state, count(*) AS count FROM (${bulkRowView(id)}) seen GROUP BY state`;
    const byState = new Map(found.map(({ state, count }) => [state, Number(count)]));
    return Object.fromEntries(bulkRowStates.map((state) => [state, byState.get(state) ?? 0])) as BulkCounts;
  }

  async rows(
    id: BulkId,
    page: { state: BulkRowState | null; afterRow: number; limit: number },
  ): Promise<readonly BulkRow[]> {
    const found = await this.scope.client.$queryRaw<SeenRow[]>`
      SELECT * FROM (${bulkRowView(id)}) seen
      WHERE row_number > ${page.afterRow} AND (${page.state}::text IS NULL OR state = ${page.state})
      ORDER BY row_number LIMIT ${page.limit}`;
    return found.map(toBulkRow);
  }

  async start(id: BulkId, timeZone: string | null): Promise<void> {
    await this.scope.client.bulk.update({ where: { id }, data: { timeZone } });
    await this.setState(id, 'running');
  }

  async setState(id: BulkId, state: BulkState): Promise<void> {
    const { client, now } = this.scope;
    const startedAt = state === 'running' ? { startedAt: now, finishedAt: null } : { finishedAt: now };
    await client.bulk.update({ where: { id }, data: { state, ...startedAt } });
  }

  async claimWaiting(id: BulkId, limit: number): Promise<readonly BulkRow[]> {
    // SKIP LOCKED: two runners of the same bulk take different rows instead of waiting for each other.
    const found = await this.scope.client.$queryRaw<SeenRow[]>`
      SELECT id, row_number, "values", problems, envelope_id, state::text AS state FROM bulk_row
      WHERE bulk_id = ${id}::uuid AND state = 'waiting'
      ORDER BY row_number LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
    return found.map(toBulkRow);
  }

  async insertSent(envelopes: readonly SentEnvelope[]): Promise<void> {
    await insertSentEnvelopes(this.scope, envelopes);
  }

  async failRow(id: BulkRowId, problem: BulkRowProblem): Promise<void> {
    const { client, now } = this.scope;
    const added = JSON.stringify([problem]);
    await client.$executeRaw`
      UPDATE bulk_row SET state = 'failed', error_code = ${problem.code}, updated_at = ${now},
        problems = problems || ${added}::jsonb
      WHERE id = ${id}::uuid AND envelope_id IS NULL`;
  }

  async cancelWaiting(id: BulkId): Promise<number> {
    return await this.moveRows(id, 'waiting', 'cancelled');
  }

  async releaseFailed(id: BulkId): Promise<number> {
    return await this.moveRows(id, 'failed', 'waiting');
  }

  private async moveRows(
    bulkId: BulkId,
    from: 'waiting' | 'failed',
    to: 'cancelled' | 'waiting',
  ): Promise<number> {
    const { count } = await this.scope.client.bulkRow.updateMany({
      where: { bulkId, state: from, envelopeId: null },
      data: { state: to, errorCode: null, updatedAt: this.scope.now },
    });
    return count;
  }
}

interface SeenRow {
  readonly id: string;
  readonly row_number: number;
  readonly values: BulkRow['values'];
  readonly problems: BulkRow['problems'];
  readonly envelope_id: string | null;
  readonly state: BulkRowState;
}

function toBulkRow(row: SeenRow): BulkRow {
  return {
    id: asId<BulkRowId>(row.id),
    rowNumber: row.row_number,
    state: row.state,
    values: row.values,
    problems: row.problems,
    envelopeId: row.envelope_id === null ? null : asId<EnvelopeId>(row.envelope_id),
  };
}

function toBulk({ template, fileSha256, organisationId: _own, ...row }: BulkRecord): Bulk {
  return {
    ...row,
    id: asId<BulkId>(row.id),
    templateId: asId<TemplateId>(row.templateId),
    templateName: template.name,
    fileSha256Hex: toHex(fileSha256),
  };
}
