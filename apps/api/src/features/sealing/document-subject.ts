import { createHash } from 'node:crypto';
import { drawMarks, type FontSet } from '@sealwright/signing-core';
import { type AgreedBytes, assertAgreed } from '../../domain/agreed-bytes.js';
import { AppError } from '../../domain/app-error.js';
import type { CompletedEnvelope, EnvelopeDocument, SealingEnvelope } from '../../domain/envelope.js';
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
  readonly agreed: readonly AgreedBytes[];
}

/**
 * One finished document: values drawn as an increment on the frozen bytes. The envelope is completed by the seal of the
 * last of its documents, whichever that is.
 */
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
    return { envelope, document, agreed: await tx.seals.agreedBytes(seal.envelopeId) };
  }

  async draw(
    { envelope, document, agreed }: Material,
    { organisationId, seal }: SealContext,
  ): Promise<SealCandidate> {
    const frozen = await this.blobs.get(organisationId, document.frozenSha256Hex);
    assertAgreed(envelope, document, agreed, sha256Hex(frozen));
    const stored = seal.candidateSha256Hex;
    const bytes = stored
      ? await this.blobs.get(organisationId, stored)
      : await drawMarks(frozen, fieldMarks(envelope, document.id), this.fonts);
    const reason = `Everyone signed “${envelope.title}”`.slice(0, 200);
    return { bytes, prefix: frozen, pageCount: document.pages.length, reason, noChanges: false };
  }

  async conclude(
    tx: Transaction,
    material: Material,
    result: SealedResult,
    { seal }: SealContext,
  ): Promise<readonly DomainEvent[]> {
    // Under the lock: other documents may have been sealed since this one was read.
    const envelope = await tx.envelopes.find(seal.envelopeId);
    if (envelope === null) throw new AppError('envelope-not-sealing', 'The envelope is gone.');
    const { id: documentId, originalSha256Hex } = material.document;
    const document = {
      ...{ documentId, originalSha256Hex },
      sealedSha256Hex: result.sha256Hex,
      sealedByteSize: result.byteSize,
    };
    const sealedBefore = (await tx.seals.sealedDocuments(seal.envelopeId)).filter(
      (one) => one.documentId !== documentId,
    );
    const keyFingerprintSha256Hex = result.key.fingerprintSha256Hex;
    const sealed = markSealed(envelope, { document, sealedBefore, keyFingerprintSha256Hex }, tx.now);
    await tx.seals.saveSealed(documentId, sealed.envelope);
    if (sealed.envelope.status === 'completed') await this.askForCertificate(tx, sealed.envelope);
    return [this.sealedEvent(material, result, seal.id), ...sealed.events];
  }

  private sealedEvent({ envelope, document, agreed }: Material, result: SealedResult, sealId: SealId) {
    const { id: documentId, frozenSha256Hex, byteSize: frozenByteSize } = document;
    return {
      type: 'document.sealed' as const,
      envelopeId: envelope.id,
      data: {
        ...{ documentId, sealId, frozenSha256Hex, frozenByteSize },
        ...{ sealedSha256Hex: result.sha256Hex, sealedByteSize: result.byteSize },
        recipientIds: [...assertAgreed(envelope, document, agreed, frozenSha256Hex)],
      },
    };
  }

  /**
   * The certificate tells of this completion, so it can only be begun once this has committed. It belongs to the whole
   * envelope and stands at its first document, as that of an envelope that was not completed does.
   */
  private async askForCertificate(tx: Transaction, { id, documents }: CompletedEnvelope): Promise<void> {
    const [first] = documents;
    if (first === undefined) return;
    const sealId = this.ids.uuid<SealId>();
    await tx.seals.open({ id: sealId, envelopeId: id, documentId: first.id, kind: 'certificate' });
    await tx.outbox.enqueue({ kind: 'seal', payload: { sealId } });
  }
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
