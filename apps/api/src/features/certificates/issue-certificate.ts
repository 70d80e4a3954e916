import { AppError } from '../../domain/app-error.js';
import { type EnvelopeId, type OrganisationId, type SealId } from '../../domain/ids.js';
import type { Ids } from '../../ports/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/**
 * Asks for the audit certificate of an envelope that ended without being completed. Asking again changes nothing: one
 * row per document and kind (promise 5).
 */
export class IssueCertificate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  async run(organisationId: OrganisationId, envelopeId: EnvelopeId): Promise<void> {
    await this.unitOfWork.transact(organisationId, async (tx) => {
      const [existing] = (await tx.seals.ofEnvelope(envelopeId)).filter(({ kind }) => kind === 'certificate');
      if (existing) return;
      const [document] = await tx.documents.ofEnvelope(envelopeId);
      if (!document) throw new AppError('not-found', 'The envelope has no document.');
      const id = this.ids.uuid<SealId>();
      await tx.seals.open({ id, envelopeId, documentId: document.id, kind: 'certificate' });
      await tx.outbox.enqueue({ kind: 'seal', payload: { sealId: id } });
    });
  }
}
