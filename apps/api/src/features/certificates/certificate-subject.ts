import type { ChainRecord, PersonalValue, SealKeyDescription } from '@sealwright/audit';
import { AppError } from '../../domain/app-error.js';
import type { Envelope } from '../../domain/envelope.js';
import type { DomainEvent } from '../../domain/events.js';
import type { OrganisationId } from '../../domain/ids.js';
import type { BlobStore } from '../../ports/blob-store.js';
import type { CertificatePainter } from '../../ports/certificate-painter.js';
import type { Organisations } from '../../ports/organisations.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';
import type { SealKey } from '../../ports/seal-key-repository.js';
import type { SealCandidate, SealContext, SealedResult, SealSubject } from '../../ports/seal-subject.js';
import type { Transaction } from '../../ports/transaction.js';
import { type HeadProofs, proveHead } from './prove-head.js';
import { recordToTheEnd } from './record-to-the-end.js';
import { senderOf, tellRecipient } from './tell-people.js';

export interface CertificateMaterial {
  readonly envelope: Envelope;
  readonly records: readonly ChainRecord[];
  readonly personal: readonly PersonalValue[];
  readonly head: { readonly seq: number; readonly hashHex: string };
}

export interface CertificateParts extends HeadProofs {
  readonly blobs: BlobStore;
  readonly organisations: Organisations;
  readonly painter: CertificatePainter;
  readonly sandbox: PdfSandbox;
  /** Where the page that verifies certificates is. */
  readonly publicUrl: string;
}

/**
 * The audit certificate: what happened, drawn as pages with the record attached. It tells the story up to the envelope's
 * end and stops there, so that a retry draws the same bytes however much was recorded since; it waits until the log holds
 * that end, because its proof goes with it.
 */
export class CertificateSubject implements SealSubject<CertificateMaterial> {
  readonly kind = 'certificate';

  constructor(private readonly parts: CertificateParts) {}

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
      ? await this.parts.blobs.get(organisationId, stored)
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
    const { painter, organisations, publicUrl } = this.parts;
    const log = await proveHead(this.parts, material);
    const thumbnails = await this.drawThumbnails(envelope, context.organisationId);
    return await painter.paint({
      envelope: { id: envelope.id, title: envelope.title, timeZone: envelope.timeZone },
      organisation: { name: await organisations.nameOf(context.organisationId) },
      sender: senderOf(envelope),
      documents: envelope.documents.map(({ id, name }) => ({
        id,
        name,
        thumbnail: thumbnails.get(id) ?? null,
      })),
      recipients: envelope.recipients.map((one) => tellRecipient(envelope, one)),
      records,
      personal,
      sealKey: describeKey(context.key),
      log,
      publicUrl,
      issuedAtIso: context.intendedAt.toISOString(),
    });
  }

  /** A picture is an ornament: a file that is gone, or that took too long, holds up no certificate. */
  private async drawThumbnails(
    envelope: Envelope,
    organisationId: OrganisationId,
  ): Promise<ReadonlyMap<string, Uint8Array>> {
    const { sandbox, blobs } = this.parts;
    const pictures = new Map<string, Uint8Array>();
    for (const { id, frozenSha256Hex: sha256Hex } of envelope.documents) {
      const load = () => blobs.get(organisationId, sha256Hex);
      const picture = await sandbox.thumbnail({ sha256Hex, load }).catch((error: unknown) => {
        if (error instanceof AppError) return null;
        throw error;
      });
      if (picture) pictures.set(id, picture);
    }
    return pictures;
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
