import { SigningError, type SigningErrorCode } from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import type { OrganisationId, UploadId, UserId } from '../../domain/ids.js';
import type { RecordContext } from '../../events/record.js';
import { retryRule } from '../../http/retry-rule.js';
import type { StoredDocument } from '../../ports/document-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { StoredUpload } from '../../ports/upload-repository.js';
import type { UploadSpool } from '../../ports/upload-spool.js';
import { findUpload } from './find-upload.js';
import type { UploadDocument } from './upload-document.js';

export interface FinishUploadCommand {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly context: RecordContext;
  readonly uploadId: UploadId;
}

/**
 * Makes a document of what arrived. Asked again, it gives the same document or the same refusal again; asked twice at
 * once, both get the one document.
 */
export class FinishUpload {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly spool: UploadSpool,
    private readonly uploadDocument: UploadDocument,
  ) {}

  /** @throws AppError `upload-incomplete`, `not-found`; what {@link UploadDocument.run} throws. */
  async run(command: FinishUploadCommand): Promise<StoredDocument> {
    const upload = await findUpload(this.unitOfWork, command, command.uploadId);
    const earlier = await this.earlier(upload);
    if (earlier !== null) return earlier;
    if (upload.receivedBytes < upload.byteSize) {
      const sentence = `${upload.receivedBytes} of ${upload.byteSize} bytes have arrived. Send the rest first.`;
      throw new AppError('upload-incomplete', sentence);
    }
    try {
      return await this.takeIn(command, upload);
    } catch (error) {
      return await this.refused(command, error);
    }
  }

  private async takeIn(command: FinishUploadCommand, upload: StoredUpload): Promise<StoredDocument> {
    const { organisationId, userId, context, uploadId } = command;
    const document = await this.uploadDocument.run({
      ...{ organisationId, userId, context, fileName: upload.fileName },
      read: () => this.spool.read(upload.place, upload.segments),
      settle: async (tx, { id }) => {
        if (!(await tx.uploads.finish(uploadId, id))) throw new FinishedMeanwhile();
      },
    });
    await this.clear(command);
    return document;
  }

  private async refused(command: FinishUploadCommand, error: unknown): Promise<StoredDocument> {
    const { organisationId, uploadId } = command;
    // Another request may have ended it, and taken the bytes away, while this one was at it.
    const earlier = await this.earlier(await findUpload(this.unitOfWork, command, uploadId));
    if (earlier !== null) return earlier;
    // What may pass by itself (no converter at the moment) is not the file's fault: its bytes stay for another try.
    if (!(error instanceof SigningError) || retryRule(error.code) === true) throw error;
    const { code, message: detail } = error;
    await this.unitOfWork.transact(organisationId, (tx) => tx.uploads.refuse(uploadId, { code, detail }));
    await this.clear(command);
    throw error;
  }

  private async earlier({ place, documentId, refusal }: StoredUpload): Promise<StoredDocument | null> {
    if (refusal !== null) throw new SigningError(refusal.code as SigningErrorCode, refusal.detail);
    if (documentId === null) return null;
    const document = await this.unitOfWork.read(place.organisationId, (tx) => tx.documents.find(documentId));
    if (document === null) throw new AppError('not-found', 'The document of this upload was deleted.');
    return document;
  }

  /** Not worth failing for: what stays behind goes with the row. */
  private async clear({ organisationId, uploadId }: FinishUploadCommand): Promise<void> {
    await this.spool.remove(organisationId, uploadId).catch(() => undefined);
  }
}

class FinishedMeanwhile extends Error {}
