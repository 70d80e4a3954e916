import { AppError } from '../../domain/app-error.js';
import type { OrganisationId, UploadId, UserId } from '../../domain/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { StoredUpload } from '../../ports/upload-repository.js';

export interface Uploader {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
}

/**
 * An upload for whoever began it. To everybody else, in the organisation too, it does not exist.
 *
 * @throws AppError `not-found`, `upload-expired`
 */
export async function findUpload(
  unitOfWork: UnitOfWork,
  { organisationId, userId }: Uploader,
  id: UploadId,
): Promise<StoredUpload> {
  const { upload, now } = await unitOfWork.read(organisationId, async (tx) => ({
    upload: await tx.uploads.find(id),
    now: tx.now,
  }));
  if (upload === null || upload.uploadedBy !== userId) {
    throw new AppError('not-found', 'There is no such upload. Begin a new one.');
  }
  if (upload.expiresAt <= now) {
    throw new AppError('upload-expired', 'This upload was left for more than a day. Begin a new one.');
  }
  return upload;
}
