import { SigningError, type SigningErrorCode, type TakenPdf } from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import type { OrganisationFact } from '../../domain/events.js';
import type { DocumentId, OrganisationId, UserId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { BlobStore, StoredBlob } from '../../ports/blob-store.js';
import type { IntakeReport, StoredDocument } from '../../ports/document-repository.js';
import type { Ids } from '../../ports/ids.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { documentName } from './document-name.js';

export interface UploadDocumentCommand {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly context: RecordContext;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

type Report = TakenPdf['report'];

/**
 * Examines a file, rehearses its sealing, stores it and makes it a document. What is accepted here can be sealed later
 * (promise 8).
 */
export class UploadDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly blobs: BlobStore,
    private readonly sandbox: PdfSandbox,
    private readonly ids: Ids,
  ) {}

  /** @throws SigningError `pdf-…` with a sentence that says what to do; AppError `pdf-timed-out`, `storage-full`, … */
  async run(command: UploadDocumentCommand): Promise<StoredDocument> {
    assertLooksLikePdf(command.bytes);
    const { report, frozen } = await this.sandbox.takeIn(command.bytes);
    const intake = accepted(report);
    const bytes = frozen ?? command.bytes;
    // Bytes first, rows second: a crash in between leaves a file nobody can name, never a row without its file.
    const blob = await this.blobs.put(command.organisationId, bytes);
    return this.unitOfWork.transact(command.organisationId, async (tx) => {
      const document = this.toDocument(command, report, intake, blob, tx.now);
      await tx.blobs.register(blob);
      await tx.documents.insert(document);
      await record(tx, [uploaded(document)], command.context);
      return document;
    });
  }

  private toDocument(
    command: UploadDocumentCommand,
    report: Report,
    intake: IntakeReport,
    blob: StoredBlob,
    createdAt: Date,
  ): StoredDocument {
    return {
      id: this.ids.uuid<DocumentId>(),
      ...{ envelopeId: null, templateId: null, position: 0, sealedSha256Hex: null },
      name: documentName(command.fileName),
      originalSha256Hex: report.sha256Hex,
      frozenSha256Hex: blob.sha256Hex,
      byteSize: blob.byteSize,
      pages: report.pages,
      report: intake,
      foundFields: report.fields,
      uploadedBy: command.userId,
      createdAt,
    };
  }
}

/** Junk before the header is tolerated by readers, up to 1024 bytes (ISO 32000-1 annex H.3.4.1). */
const HEADER_WINDOW_BYTES = 1024;

/** Cheap look before a child process is spent on the file. */
function assertLooksLikePdf(bytes: Uint8Array): void {
  if (bytes.byteLength === 0) throw new SigningError('pdf-empty', 'The file is empty.');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEADER_WINDOW_BYTES));
  if (head.includes('%PDF-')) return;
  throw new SigningError('pdf-not-a-pdf', 'This is not a PDF; save or print it as PDF and upload that file.');
}

function accepted(report: Report): IntakeReport {
  const { verdict, reasons } = report;
  if (verdict !== 'reject') return { verdict, reasons };
  const sentence = reasons[0]?.sentence ?? 'This PDF cannot be used.';
  if (report.code === null) throw new AppError('pdf-readers-disagree', sentence);
  throw new SigningError(report.code as SigningErrorCode, sentence);
}

function uploaded(document: StoredDocument): OrganisationFact {
  const { id: documentId, originalSha256Hex, frozenSha256Hex, byteSize, name } = document;
  const { verdict, reasons } = document.report;
  return {
    type: 'document.uploaded',
    data: {
      ...{ documentId, originalSha256Hex, frozenSha256Hex, byteSize, verdict },
      pageCount: document.pages.length,
      reasonCodes: reasons.map((reason) => reason.code),
    },
    personal: [{ subject: `document:${documentId}`, value: { name } }],
  };
}
