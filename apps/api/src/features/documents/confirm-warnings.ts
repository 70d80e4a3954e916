import { AppError } from '../../domain/app-error.js';
import { awaitsConfirmation, confirmedFact } from '../../domain/document-warnings.js';
import type { DocumentId, OrganisationId, UserId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { StoredDocument } from '../../ports/document-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface ConfirmWarningsCommand {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly name: string;
  readonly context: RecordContext;
  readonly documentId: DocumentId;
  /** Of the frozen bytes that were looked at: what somebody confirms is this file and no other. */
  readonly sha256Hex: string;
}

/**
 * A member read what intake changed in an upload and wants to send it like this. Once for each document, of a draft or
 * of a template (its envelopes carry it on); again changes nothing, and neither does a document nothing was changed in.
 */
export class ConfirmWarnings {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `not-found`, `document-hash-mismatch`, `envelope-not-draft` */
  run(command: ConfirmWarningsCommand): Promise<StoredDocument> {
    return this.unitOfWork.transact(command.organisationId, async (tx) => {
      const document = await tx.documents.find(command.documentId);
      if (document === null) throw new AppError('not-found', 'There is no such document.');
      if (document.frozenSha256Hex !== command.sha256Hex) {
        throw new AppError(
          'document-hash-mismatch',
          'This is not the file that is stored; read the document again.',
          { pointer: '/sha256' },
        );
      }
      if (!awaitsConfirmation(document)) return document;
      const draft = document.envelopeId && (await tx.envelopes.lock(document.envelopeId));
      if (draft && draft.status !== 'draft') {
        throw new AppError('envelope-not-draft', 'This envelope was sent already.');
      }
      const warningsConfirmed = { userId: command.userId, name: command.name, at: tx.now };
      const fact = confirmedFact({ ...document, warningsConfirmed });
      if ((await tx.documents.confirmWarnings(document.id, warningsConfirmed)) && fact) {
        await record(tx, [fact], command.context);
      }
      return (await tx.documents.find(document.id)) ?? document;
    });
  }
}
