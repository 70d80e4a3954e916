import type { FoundField } from '@sealwright/signing-core';
import type { WarningsConfirmed } from '../../domain/document-warnings.js';
import type { DocumentId, EnvelopeId } from '../../domain/ids.js';
import type { DocumentRepository, StoredDocument } from '../../ports/document-repository.js';
import { bytes, toDocument } from './envelope-rows.js';
import type { Document, Prisma } from './generated/client.js';
import { confirmedColumns, intakeColumns } from './intake-columns.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaDocumentRepository implements DocumentRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async insert(document: StoredDocument): Promise<void> {
    // What sealing results in is the sealer's to write: naming that column here would be refused.
    const {
      originalSha256Hex,
      frozenSha256Hex,
      sealedSha256Hex: _later,
      pages,
      report,
      warningsConfirmed,
      foundFields,
      ...columns
    } = document;
    await this.scope.client.document.create({
      data: {
        ...columns,
        organisationId: this.scope.organisationId,
        originalSha256: bytes(originalSha256Hex),
        frozenSha256: bytes(frozenSha256Hex),
        pages: pages as unknown as Prisma.InputJsonValue,
        ...intakeColumns({ report, warningsConfirmed }),
        foundFields: foundFields as unknown as Prisma.InputJsonValue,
      },
    });
  }

  async find(id: DocumentId): Promise<StoredDocument | null> {
    const row = await this.scope.client.document.findUnique({ where: { id } });
    return row === null ? null : toStored(row);
  }

  async findMany(ids: readonly DocumentId[]): Promise<StoredDocument[]> {
    const rows = await this.scope.client.document.findMany({ where: { id: { in: [...ids] } } });
    const byId = new Map<string, StoredDocument>(rows.map((row) => [row.id, toStored(row)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async confirmWarnings(id: DocumentId, confirmed: WarningsConfirmed): Promise<boolean> {
    const { count } = await this.scope.client.document.updateMany({
      where: { id, warningsConfirmedAt: null },
      data: confirmedColumns(confirmed),
    });
    return count === 1;
  }

  async ofEnvelope(id: EnvelopeId): Promise<StoredDocument[]> {
    const rows = await this.scope.client.document.findMany({
      where: { envelopeId: id },
      orderBy: { position: 'asc' },
    });
    return rows.map(toStored);
  }
}

function toStored(row: Document): StoredDocument {
  return {
    ...toDocument(row),
    envelopeId: row.envelopeId as StoredDocument['envelopeId'],
    templateId: row.templateId as StoredDocument['templateId'],
    foundFields: row.foundFields as unknown as FoundField[],
    uploadedBy: row.uploadedBy,
    createdAt: row.createdAt,
  };
}
