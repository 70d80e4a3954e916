import { AppError } from '../../domain/app-error.js';
import type { DocumentId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { documentIn, lockTheirEnvelope, recipientIn, type SigningPerson } from './signer.js';

/**
 * Writes down which pages were on the recipient's screen, as their own browser says while they act. Only pages that are
 * new make an event: scrolling up and down adds nothing to the record.
 */
export class NotePages {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `not-found` for a document of another envelope, `pdf-page-missing`; `consent-required`, `already-completed` when nothing is being signed. */
  run(person: SigningPerson, documentId: DocumentId, pageNumbers: readonly number[]): Promise<void> {
    return this.unitOfWork.transact(person.organisationId, async (tx) => {
      const envelope = await lockTheirEnvelope(tx, person);
      const recipient = recipientIn(envelope, person.recipientId);
      if (envelope.status !== 'sent' || recipient.status === 'completed' || recipient.status === 'declined')
        return;
      if (recipient.openedAt === null) throw new AppError('not-your-turn', 'Open the document first.');
      const document = documentIn(envelope, documentId);
      const last = document.pages.length;
      if (pageNumbers.some((pageNumber) => pageNumber > last)) {
        throw new AppError('pdf-page-missing', `The document has ${last} pages.`);
      }
      const { envelopeId, recipientId } = person;
      const fresh = await tx.links.notePages(recipientId, document.id, pageNumbers);
      if (fresh.length === 0) return;
      const data = { recipientId, documentId: document.id, pageNumbers: fresh };
      await record(tx, [{ type: 'recipient.pages-shown', envelopeId, data }], person.context);
    });
  }
}
