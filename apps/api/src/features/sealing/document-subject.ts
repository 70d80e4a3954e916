import { drawMarks, type FontSet } from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import type { EnvelopeDocument, SealingEnvelope } from '../../domain/envelope.js';
import type { DomainEvent } from '../../domain/events.js';
import type { SealId } from '../../domain/ids.js';
import { markSealed } from '../../domain/mark-sealed.js';
import type { BlobStore } from '../../ports/blob-store.js';
import type { Ids } from '../../ports/ids.js';
import type { SealCandidate, SealContext, SealedResult, SealSubject } from '../../ports/seal-subject.js';
import type { Transaction } from '../../ports/transaction.js';
import { fieldMarks } from './field-marks.js';

interface Material {
  readonly envelope: SealingEnvelope;
  readonly document: EnvelopeDocument;
}

/** The finished document: values drawn as an increment on the frozen bytes; the envelope is completed by its seal. */
export class DocumentSubject implements SealSubject<Material> {
  readonly kind = 'document';

  constructor(
    private readonly blobs: BlobStore,
    private readonly fonts: FontSet,
    private readonly ids: Ids,
  ) {}

  async load(tx: Transaction, { seal }: SealContext): Promise<Material> {
    const envelope = await tx.envelopes.find(seal.envelopeId);
    if (envelope?.status !== 'sealing') {
      throw new AppError('envelope-not-sealing', 'Only an envelope in sealing can be sealed.');
    }
    const document = envelope.documents.find(({ id }) => id === seal.documentId);
    if (!document) throw new AppError('envelope-not-sealing', 'The document is not part of its envelope.');
    return { envelope, document };
  }

  async draw(
    { envelope, document }: Material,
    { organisationId, seal }: SealContext,
  ): Promise<SealCandidate> {
    const frozen = await this.blobs.get(organisationId, document.frozenSha256Hex);
    const stored = seal.candidateSha256Hex;
    const bytes = stored
      ? await this.blobs.get(organisationId, stored)
      : await drawMarks(frozen, fieldMarks(envelope, document.id), this.fonts);
    const reason = `Everyone signed “${envelope.title}”`.slice(0, 200);
    return { bytes, prefix: frozen, pageCount: document.pages.length, reason, noChanges: false };
  }

  async conclude(
    tx: Transaction,
    { envelope, document }: Material,
    result: SealedResult,
    { seal }: SealContext,
  ): Promise<readonly DomainEvent[]> {
    const sealed = {
      documentId: document.id,
      originalSha256Hex: document.originalSha256Hex,
      sealedSha256Hex: result.sha256Hex,
      sealedByteSize: result.byteSize,
    };
    const keyFingerprintSha256Hex = result.key.fingerprintSha256Hex;
    // Nothing changes an envelope in sealing but this; if something did, the version refuses the write.
    const completed = markSealed(envelope, { documents: [sealed], keyFingerprintSha256Hex }, tx.now);
    await tx.seals.completeEnvelope(completed.envelope);
    await this.askForCertificate(tx, seal);
    return completed.events;
  }

  /** The certificate tells of this completion, so it can only be begun once this has committed. */
  private async askForCertificate(tx: Transaction, seal: SealContext['seal']): Promise<void> {
    const id = this.ids.uuid<SealId>();
    const { envelopeId, documentId } = seal;
    await tx.seals.open({ id, envelopeId, documentId, kind: 'certificate' });
    await tx.outbox.enqueue({ kind: 'seal', payload: { sealId: id } });
  }
}
