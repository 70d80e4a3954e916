import { asId, type DocumentId, type UploadId, type UserId } from '../../domain/ids.js';
import type { StoredUpload, UploadRefusal, UploadRepository } from '../../ports/upload-repository.js';
import type { UploadSegment } from '../../ports/upload-spool.js';
import type { Upload } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaUploadRepository implements UploadRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async insert({ place, ...upload }: StoredUpload): Promise<void> {
    const { uploadedBy, fileName, byteSize, createdAt, expiresAt } = upload;
    await this.scope.client.upload.create({
      data: {
        ...{ id: place.uploadId, organisationId: this.scope.organisationId },
        ...{ uploadedBy, fileName, byteSize: BigInt(byteSize), createdAt, expiresAt },
        wrappedKey: Uint8Array.from(place.wrappedKey),
        wrappingKeyId: place.wrappingKeyId,
      },
    });
  }

  async find(id: UploadId): Promise<StoredUpload | null> {
    const row = await this.scope.client.upload.findUnique({ where: { id } });
    return row === null ? null : toStored(row);
  }

  async countOpen(userId: UserId): Promise<number> {
    const where = { uploadedBy: userId, documentId: null, refusalCode: null };
    return await this.scope.client.upload.count({ where });
  }

  async addSegment(id: UploadId, segment: UploadSegment): Promise<boolean> {
    const { offset, byteSize } = segment;
    const added = await this.scope.client.$executeRaw`
      UPDATE upload SET received_bytes = received_bytes + ${byteSize}::bigint,
        segments = segments || ${JSON.stringify([segment])}::jsonb
      WHERE id = ${id}::uuid AND received_bytes = ${offset}::bigint AND document_id IS NULL AND refusal_code IS NULL`;
    return added === 1;
  }

  async finish(id: UploadId, documentId: DocumentId): Promise<boolean> {
    return await this.end(id, { documentId });
  }

  async refuse(id: UploadId, { code, detail }: UploadRefusal): Promise<boolean> {
    return await this.end(id, { refusalCode: code, refusalDetail: detail });
  }

  async remove(id: UploadId): Promise<void> {
    await this.scope.client.upload.deleteMany({ where: { id } });
  }

  async removeExpired(id: UploadId): Promise<boolean> {
    // SKIP LOCKED: of two sweeps that come to the same upload one works on it, and the other does not wait.
    const removed = await this.scope.client.$executeRaw`
      DELETE FROM upload WHERE id IN (
        SELECT id FROM upload WHERE id = ${id}::uuid AND expires_at <= now() FOR UPDATE SKIP LOCKED)`;
    return removed === 1;
  }

  private async end(id: UploadId, data: Partial<Upload>): Promise<boolean> {
    const where = { id, documentId: null, refusalCode: null };
    const { documentId, refusalCode, refusalDetail } = { ...NOT_ENDED, ...data };
    const { count } = await this.scope.client.upload.updateMany({
      where,
      data: { documentId, refusalCode, refusalDetail, segments: [] },
    });
    return count === 1;
  }
}

const NOT_ENDED = { documentId: null, refusalCode: null, refusalDetail: null };

function toStored(row: Upload): StoredUpload {
  const { refusalCode: code, refusalDetail: detail, documentId } = row;
  return {
    place: {
      organisationId: asId(row.organisationId),
      uploadId: asId(row.id),
      wrappedKey: row.wrappedKey,
      wrappingKeyId: row.wrappingKeyId,
    },
    uploadedBy: asId(row.uploadedBy),
    fileName: row.fileName,
    byteSize: Number(row.byteSize),
    receivedBytes: Number(row.receivedBytes),
    segments: row.segments as unknown as UploadSegment[],
    documentId: documentId === null ? null : asId<DocumentId>(documentId),
    refusal: code === null || detail === null ? null : { code, detail },
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}
