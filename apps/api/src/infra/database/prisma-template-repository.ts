import { asId, type DocumentId, type TemplateId, type TemplateRoleId } from '../../domain/ids.js';
import type {
  TemplatePage,
  TemplatePlace,
  TemplateRecord,
  TemplateRepository,
} from '../../ports/template-repository.js';
import { rowTraits, traitColumns } from './envelope-rows.js';
import type { Prisma } from './generated/client.js';
import { toHex, toHexOrNull } from './hex-columns.js';
import { rowIntake } from './intake-columns.js';
import type { RepositoryScope } from './repository-scope.js';

const byPosition = { orderBy: { position: 'asc' } } as const;
const whole = {
  documents: byPosition,
  roles: byPosition,
  fields: byPosition,
} as const satisfies Prisma.TemplateInclude;
type TemplateRow = Prisma.TemplateGetPayload<{ include: typeof whole }>;

export class PrismaTemplateRepository implements TemplateRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async create(template: TemplateRecord): Promise<void> {
    const { client, organisationId } = this.scope;
    const { documents: _stored, roles, fields: _later, organisationId: _own, ...columns } = template;
    await client.template.create({ data: { ...columns, organisationId } });
    const own = { organisationId, templateId: template.id };
    await client.templateRole.createMany({ data: roles.map((role) => ({ ...role, ...own })) });
  }

  async addFields(templateId: TemplateId, fields: TemplateRecord['fields']): Promise<void> {
    const { client, organisationId, ids } = this.scope;
    await client.templateField.createMany({
      data: fields.map(({ box, ...field }) => ({
        ...field,
        ...traitColumns(field),
        ...box,
        organisationId,
        templateId,
        id: ids.uuid(),
      })),
    });
  }

  async find(id: TemplateId): Promise<TemplateRecord | null> {
    const row = await this.scope.client.template.findUnique({ where: { id }, include: whole });
    return row && toTemplate(row);
  }

  async list(limit: number, after: TemplatePlace | null): Promise<TemplatePage> {
    const rows = await this.scope.client.template.findMany({
      where: { archivedAt: null, ...(after && isAfter(after)) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: whole,
    });
    const items = rows.slice(0, limit).map(toTemplate);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null };
  }

  async archive(id: TemplateId): Promise<boolean> {
    const { client, now } = this.scope;
    const { count } = await client.template.updateMany({
      where: { id, archivedAt: null },
      data: { archivedAt: now },
    });
    return count === 1;
  }
}

function isAfter(place: TemplatePlace): Prisma.TemplateWhereInput {
  const { createdAt, id } = place;
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function toTemplate(row: TemplateRow): TemplateRecord {
  const { documents, roles, fields, ...columns } = row;
  return {
    ...columns,
    id: asId<TemplateId>(row.id),
    organisationId: asId(row.organisationId),
    documents: documents.map(toDocument),
    roles: roles.map(({ id, position, name, role, routingOrder }) => ({
      id: asId<TemplateRoleId>(id),
      position,
      name,
      role,
      routingOrder,
    })),
    fields: fields.map(toField),
  };
}

function toDocument(row: TemplateRow['documents'][number]): TemplateRecord['documents'][number] {
  return {
    id: asId<DocumentId>(row.id),
    position: row.position,
    name: row.name,
    originalSha256Hex: toHex(row.originalSha256),
    frozenSha256Hex: toHex(row.frozenSha256),
    sealedSha256Hex: toHexOrNull(row.sealedSha256),
    byteSize: Number(row.byteSize),
    pages: row.pages as unknown as TemplateRecord['documents'][number]['pages'],
    ...rowIntake(row),
  };
}

function toField(row: TemplateRow['fields'][number]): TemplateRecord['fields'][number] {
  const { x, y, width, height, position, type, pageNumber, required, label, prefilled } = row;
  return {
    roleId: asId<TemplateRoleId>(row.roleId),
    documentId: asId<DocumentId>(row.documentId),
    box: { x, y, width, height },
    position,
    type,
    pageNumber,
    required,
    label,
    prefilled,
    ...rowTraits(row),
  };
}
