import { createHash } from 'node:crypto';
import { erasedFile } from '../../domain/erased.js';
import type { EnvelopeFact } from '../../domain/events.js';
import type { DocumentId, EnvelopeId, OrganisationId, RecipientId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import {
  type EnvelopeFile,
  type EnvelopeFiles,
  type FileKind,
  findEnvelope,
  storedHash,
} from './envelope-file.js';

export interface FileRequest {
  readonly organisationId: OrganisationId;
  readonly envelopeId: EnvelopeId;
  readonly kind: FileKind;
  readonly context: RecordContext;
  /** Set when a recipient asks. */
  readonly recipientId?: RecipientId;
}

/** Records that a file of an envelope was handed out. */
export class HandOutFile {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: EnvelopeFiles,
  ) {}

  /** @returns the last event the file may contain. @throws AppError `not-found`, `file-not-available`, `file-erased` */
  async announce(request: FileRequest): Promise<{ untilSeq: number }> {
    const { organisationId, envelopeId, kind } = request;
    const auditJson = kind === 'audit.json' ? await this.readAuditJson(request) : null;
    return this.unitOfWork.transact(organisationId, async (tx) => {
      const envelope = await findEnvelope(tx, envelopeId);
      const sha256Hex =
        kind === 'audit.json' ? (auditJson?.sha256Hex ?? '') : await storedHash(tx, envelope, kind);
      // Also when a template still has the same file: this envelope shows it no more.
      const { documentsErasedAt } = await tx.retention.erased(envelopeId);
      if (kind !== 'audit.json' && documentsErasedAt !== null) throw erasedFile(documentsErasedAt);
      const documentId = envelope.documents[0]?.id;
      await this.note(tx, request, { sha256Hex, ...(documentId && { documentId }) });
      return { untilSeq: auditJson?.untilSeq ?? 0 };
    });
  }

  /** Announces and reads at once, for callers that take the file with one request. */
  async take(request: FileRequest): Promise<EnvelopeFile> {
    const { untilSeq } = await this.announce(request);
    return this.files.read(request.organisationId, request.envelopeId, request.kind, untilSeq);
  }

  private async readAuditJson({ organisationId, envelopeId }: FileRequest) {
    const events = await this.unitOfWork.read(organisationId, async (tx) => {
      await findEnvelope(tx, envelopeId);
      return tx.auditLog.events(`envelope:${envelopeId}`);
    });
    const untilSeq = events.at(-1)?.seq ?? 0;
    const { bytes } = await this.files.read(organisationId, envelopeId, 'audit.json', untilSeq);
    return { untilSeq, sha256Hex: createHash('sha256').update(bytes).digest('hex') };
  }

  private async note(
    tx: Parameters<typeof record>[0],
    request: FileRequest,
    file: { sha256Hex: string; documentId?: DocumentId },
  ): Promise<void> {
    const { envelopeId, recipientId } = request;
    const kind = request.kind === 'audit.json' ? 'audit-json' : request.kind;
    const event: EnvelopeFact = {
      type: 'document.downloaded',
      envelopeId,
      data: { kind, ...file, ...(recipientId && { recipientId }) },
    };
    await record(tx, [event], request.context);
  }
}
