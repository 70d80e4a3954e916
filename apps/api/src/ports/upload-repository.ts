import type { DocumentId, UploadId, UserId } from '../domain/ids.js';
import type { SpoolPlace, UploadSegment } from './upload-spool.js';

/** Why no document came of an upload, in the words its first caller got. */
export interface UploadRefusal {
  readonly code: string;
  readonly detail: string;
}

export interface StoredUpload {
  readonly place: SpoolPlace;
  readonly uploadedBy: UserId;
  readonly fileName: string;
  /** As declared; `receivedBytes` of them have arrived. */
  readonly byteSize: number;
  readonly receivedBytes: number;
  readonly segments: readonly UploadSegment[];
  readonly documentId: DocumentId | null;
  readonly refusal: UploadRefusal | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Files on their way in. Everything but `insert` and `find` compares and sets: of two requests one wins. */
export interface UploadRepository {
  insert(upload: StoredUpload): Promise<void>;
  find(id: UploadId): Promise<StoredUpload | null>;
  /** How many of a user's uploads have not ended. */
  countOpen(userId: UserId): Promise<number>;
  /** False when the upload ended, or another request has gone on from the same offset. */
  addSegment(id: UploadId, segment: UploadSegment): Promise<boolean>;
  /** False when it has ended already. */
  finish(id: UploadId, documentId: DocumentId): Promise<boolean>;
  refuse(id: UploadId, refusal: UploadRefusal): Promise<boolean>;
  remove(id: UploadId): Promise<void>;
  /** False when its time is not over, or another unit of work is taking it away. */
  removeExpired(id: UploadId): Promise<boolean>;
}
