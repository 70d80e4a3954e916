import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/utils';
import { AppError } from '../../domain/app-error.js';
import { documentName } from '../../domain/document-name.js';
import { asId, isUuid, type UploadId } from '../../domain/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { UploadSpool } from '../../ports/upload-spool.js';
import { findUpload, type Uploader } from './find-upload.js';

export const UPLOAD_LIFETIME_MS = 24 * 3_600_000;
/** More pieces than any client sends that means well: a row must not grow with every byte. */
const MAX_SEGMENTS = 2_000;
/** What one person may have on its way at once; the disk is everybody's. */
const MAX_OPEN_UPLOADS = 200;

/** Uploads of one caller, as the tus server wants them: rows say what counts, the spool holds the bytes. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly spool: UploadSpool,
    private readonly uploader: Uploader,
  ) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    const { organisationId, userId } = this.uploader;
    const open = await this.unitOfWork.read(organisationId, (tx) => tx.uploads.countOpen(userId));
    if (open >= MAX_OPEN_UPLOADS) {
      const sentence = `You have ${open} unfinished uploads. Finish or cancel some of them first.`;
      throw new AppError('too-many-requests', sentence, { retryAfterSeconds: 60 });
    }
    const byteSize = upload.size ?? 0;
    const uploadId = asId<UploadId>(upload.id);
    const place = await this.spool.open(organisationId, uploadId, byteSize);
    const fileName = documentName(upload.metadata?.filename ?? upload.metadata?.name ?? '');
    try {
      await this.unitOfWork.transact(organisationId, async (tx) => {
        const expiresAt = new Date(tx.now.getTime() + UPLOAD_LIFETIME_MS);
        const begun = { receivedBytes: 0, segments: [], documentId: null, refusal: null };
        const row = { place, uploadedBy: userId, fileName, byteSize, createdAt: tx.now, expiresAt };
        await tx.uploads.insert({ ...begun, ...row });
      });
    } catch (error) {
      await this.spool.remove(organisationId, uploadId);
      throw error;
    }
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { fileName, byteSize, receivedBytes, createdAt } = await this.find(id);
    return new Upload({
      ...{ id, size: byteSize, offset: receivedBytes, metadata: { filename: fileName } },
      creation_date: createdAt.toISOString(),
    });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const { place, segments } = await this.find(id);
    if (segments.length >= MAX_SEGMENTS) {
      throw new AppError('upload-header-invalid', 'Send larger pieces: this upload came in too many.');
    }
    let next = offset;
    await this.spool.write(place, offset, stream as AsyncIterable<Uint8Array>, async (segment) => {
      const { organisationId, uploadId } = place;
      const isAdded = await this.unitOfWork.transact(organisationId, (tx) =>
        tx.uploads.addSegment(uploadId, segment),
      );
      if (!isAdded) throw new AppError('upload-offset-wrong', 'Another request went on with this upload.');
      next += segment.byteSize;
    });
    return next;
  }

  override async remove(id: string): Promise<void> {
    const { place } = await this.find(id);
    const { organisationId, uploadId } = place;
    await this.unitOfWork.transact(organisationId, (tx) => tx.uploads.remove(uploadId));
    await this.spool.remove(organisationId, uploadId);
  }

  override getExpiration(): number {
    return UPLOAD_LIFETIME_MS;
  }

  private async find(id: string) {
    const lower = id.toLowerCase();
    if (!isUuid(lower)) throw new AppError('not-found', 'There is no such upload. Begin a new one.');
    return await findUpload(this.unitOfWork, this.uploader, asId<UploadId>(lower));
  }
}
