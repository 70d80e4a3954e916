import { createHash } from 'node:crypto';
import type { Envelope } from '../../domain/envelope.js';
import { erasedFile } from '../../domain/erased.js';
import type { EnvelopeFact } from '../../domain/events.js';
import type { DocumentId, EnvelopeId, OrganisationId, RecipientId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { FileKind } from '../../http/download-links.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { archivedFiles, hasCertificate } from './envelope-archive.js';
import type { EnvelopeFiles } from './envelope-file.js';
import { findEnvelope, storedFile } from './stored-file.js';

export interface FileRequest {
  readonly organisationId: OrganisationId;
  readonly envelopeId: EnvelopeId;
  readonly kind: FileKind;
  readonly documentId?: DocumentId | undefined;
  readonly context: RecordContext;
  /** Set when a recipient asks. */
  readonly recipientId?: RecipientId;
}

interface HandedOut {
  readonly kind: 'original' | 'sealed' | 'certificate' | 'audit-json';
  readonly sha256Hex: string;
  readonly documentId: DocumentId | null;
}

/** Records that files of an envelope were handed out: each with its hash, also those of a ZIP. */
export class HandOutFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: EnvelopeFiles,
  ) {}

  /** @returns the last event the file may contain. @throws AppError `not-found`, `file-not-available`, `file-erased` */
  async announce(request: FileRequest): Promise<{ untilSeq: number }> {
    const { organisationId, envelopeId } = request;
    const auditJson = await this.auditJsonFor(request);
    return this.unitOfWork.transact(organisationId, async (tx) => {
      const envelope = await findEnvelope(tx, envelopeId);
      const stored = await this.storedFiles(tx, envelope, request);
      // Also when a template still has the same file: this envelope shows it no more.
      const { documentsErasedAt } = await tx.retention.erased(envelopeId);
      if (request.kind !== 'audit.json' && documentsErasedAt !== null) throw erasedFile(documentsErasedAt);
      const record: HandedOut[] = auditJson
        ? [
            {
              kind: 'audit-json',
              sha256Hex: auditJson.sha256Hex,
              documentId: envelope.documents[0]?.id ?? null,
            },
          ]
        : [];
      await this.note(tx, request, [...stored, ...record]);
      return { untilSeq: auditJson?.untilSeq ?? 0 };
    });
  }

  private async storedFiles(
    tx: Transaction,
    envelope: Envelope,
    { kind, documentId, recipientId }: FileRequest,
  ): Promise<readonly HandedOut[]> {
    if (kind === 'audit.json') return [];
    if (kind === 'all.zip') return archivedFiles(tx, envelope, recipientId ? 'recipient' : 'member');
    return [await storedFile(tx, envelope, { kind, documentId })];
  }

  /** The record as it is now, where it is part of what is asked for. Made before anything is locked. */
  private async auditJsonFor({ organisationId, envelopeId, kind, recipientId }: FileRequest) {
    if (kind !== 'audit.json' && (kind !== 'all.zip' || recipientId)) return null;
    const events = await this.unitOfWork.read(organisationId, async (tx) => {
      const envelope = await findEnvelope(tx, envelopeId);
      if (kind === 'all.zip' && !hasCertificate(envelope)) return null;
      return tx.auditLog.events(`envelope:${envelopeId}`);
    });
    if (events === null) return null;
    const untilSeq = events.at(-1)?.seq ?? 0;
    const { bytes } = await this.files.read(organisationId, envelopeId, { kind: 'audit.json', untilSeq });
    return { untilSeq, sha256Hex: createHash('sha256').update(bytes).digest('hex') };
  }

  private async note(
    tx: Transaction,
    { envelopeId, recipientId, context }: FileRequest,
    files: readonly HandedOut[],
  ): Promise<void> {
    const events = files.map(
      ({ kind, sha256Hex, documentId }): EnvelopeFact => ({
        type: 'document.downloaded',
        envelopeId,
        data: { kind, sha256Hex, ...(documentId && { documentId }), ...(recipientId && { recipientId }) },
      }),
    );
    await record(tx, events, context);
  }
}
