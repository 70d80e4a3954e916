import type { ChainRecord, PersonalValue, SealKeyDescription } from '@sealwright/audit';
import { AppError } from '../../domain/app-error.js';
import type { Envelope } from '../../domain/envelope.js';
import type { DomainEvent } from '../../domain/events.js';
import type { BlobStore } from '../../ports/blob-store.js';
import type { CertificatePainter } from '../../ports/certificate-painter.js';
import type { Organisations } from '../../ports/organisations.js';
import type { SealKey } from '../../ports/seal-key-repository.js';
import type { SealCandidate, SealContext, SealedResult, SealSubject } from '../../ports/seal-subject.js';
import type { Transaction } from '../../ports/transaction.js';
import { recordToTheEnd } from './record-to-the-end.js';

export interface CertificateMaterial {
  readonly envelope: Envelope;
  readonly records: readonly ChainRecord[];
  readonly personal: readonly PersonalValue[];
  readonly head: { readonly seq: number; readonly hashHex: string };
}

/**
 * The audit certificate: what happened, drawn as pages with the record attached. It tells the story up to the envelope's
 * end and stops there, so that a retry draws the same bytes however much was recorded since.
 */
export class CertificateSubject implements SealSubject<CertificateMaterial> {
  readonly kind = 'certificate';

  constructor(
    private readonly blobs: BlobStore,
    private readonly organisations: Organisations,
    private readonly painter: CertificatePainter,
  ) {}

  async load(tx: Transaction, { seal }: SealContext): Promise<CertificateMaterial> {
    const envelope = await tx.envelopes.find(seal.envelopeId);
    if (!envelope || !hasEnded(envelope)) {
      throw new AppError('envelope-not-sealing', 'A certificate is made once its envelope has ended.');
    }
    return { envelope, ...(await recordToTheEnd(tx, envelope.id)) };
  }

  async draw(material: CertificateMaterial, context: SealContext): Promise<SealCandidate> {
    const { organisationId, seal } = context;
    const stored = seal.candidateSha256Hex;
    const bytes = stored
      ? await this.blobs.get(organisationId, stored)
      : await this.render(material, context);
    const reason = 'Audit certificate';
    return { bytes, prefix: bytes, pageCount: null, reason, noChanges: true };
  }

  async conclude(
    tx: Transaction,
    material: CertificateMaterial,
    result: SealedResult,
  ): Promise<readonly DomainEvent[]> {
    const { envelope, head } = material;
    await tx.seals.keepCertificate(envelope.id, result.sha256Hex);
    const data = {
      sha256Hex: result.sha256Hex,
      byteSize: result.byteSize,
      pageCount: result.pageCount,
      headSeq: head.seq,
      headHashHex: head.hashHex,
      keyFingerprintSha256Hex: result.key.fingerprintSha256Hex,
    };
    return [{ type: 'certificate.issued', envelopeId: envelope.id, data }];
  }

  private async render(material: CertificateMaterial, context: SealContext): Promise<Uint8Array> {
    const { envelope, records, personal } = material;
    const { userId, name, email } = envelope.sender;
    return await this.painter.paint({
      envelope: { id: envelope.id, title: envelope.title },
      organisation: { name: await this.organisations.nameOf(context.organisationId) },
      sender: { id: userId, name, email },
      documents: envelope.documents.map((document) => ({ id: document.id, name: document.name })),
      recipients: envelope.recipients.map((one) => ({
        id: one.id,
        name: one.name,
        email: one.email,
        role: one.role,
      })),
      records,
      personal,
      sealKey: describeKey(context.key),
      issuedAtIso: context.intendedAt.toISOString(),
    });
  }
}

function hasEnded({ status }: Envelope): boolean {
  return status === 'completed' || status === 'declined' || status === 'voided' || status === 'expired';
}

function describeKey(key: SealKey): SealKeyDescription {
  return {
    algorithm: key.algorithm,
    keyFingerprintSha256Hex: key.fingerprintSha256Hex,
    origin: key.origin,
    softToken: key.softToken,
    certificateChainPem: key.chainPem,
  };
}
