import { SigningError, type SigningErrorCode, type TakenPdf } from '@sealwright/signing-core';
import { mayBeConverted, takeInUpload } from '@sealwright/signing-core/office';
import { AppError } from '../../domain/app-error.js';
import { documentName } from '../../domain/document-name.js';
import type { OrganisationFact } from '../../domain/events.js';
import type { DocumentId, OrganisationId, UserId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { BlobStore, StoredBlob } from '../../ports/blob-store.js';
import type { DocumentConverter } from '../../ports/document-converter.js';
import type { IntakeReport, StoredDocument } from '../../ports/document-repository.js';
import type { Ids } from '../../ports/ids.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { Turns } from './turns.js';
import { usableFields } from './usable-fields.js';

export interface UploadDocumentCommand {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly context: RecordContext;
  readonly fileName: string;
  /** The whole file; asked for when it is its turn. */
  readonly read: () => Promise<Uint8Array>;
  /** Further writes of the transaction that makes the document. */
  readonly settle?: (tx: Transaction, document: StoredDocument) => Promise<void>;
}

export interface UploadDocumentParts {
  readonly unitOfWork: UnitOfWork;
  readonly blobs: BlobStore;
  readonly sandbox: PdfSandbox;
  readonly converter: DocumentConverter;
  readonly ids: Ids;
  readonly maxPages: number;
}

/** As many as the sandbox has seats, with those at the side: one more in memory would only wait there. */
const FILES_IN_MEMORY = 4;
/** As many as the converter takes at a time. */
const FILES_BEING_CONVERTED = 2;
/** Whoever has no turn by then is told to come again, which browsers do by themselves, instead of waiting for minutes. */
const MOST_WAIT_MS = 10_000;
const MOST_WAIT_FOR_CONVERTER_MS = 60_000;
/** Behind so many a turn would come too late anyway: nobody waits a minute to hear no. */
const MOST_WAITING_FOR_CONVERTER = 16;
const RETRY_AFTER_S = 5;

type Report = TakenPdf['report'];

interface Frozen {
  readonly report: Report;
  readonly blob: StoredBlob;
}

/**
 * Examines a file, rehearses its sealing, stores it and makes it a document. What is accepted here can be sealed later
 * (promise 8).
 */
export class UploadDocument {
  private readonly turns = new Turns(FILES_IN_MEMORY, MOST_WAIT_MS, manyAreRead);
  /** Turns of their own: a Word file may take a minute, and PDFs must not wait behind it. */
  private readonly conversions = new Turns(
    FILES_BEING_CONVERTED,
    MOST_WAIT_FOR_CONVERTER_MS,
    manyAreConverted,
  );

  constructor(private readonly parts: UploadDocumentParts) {}

  /** @throws SigningError `pdf-…` with a sentence that says what to do; AppError `pdf-timed-out`, `storage-full`, … */
  async run(command: UploadDocumentCommand): Promise<StoredDocument> {
    const { organisationId } = command;
    const { report, blob } = await this.freezeInTurn(command);
    const intake = accepted(report);
    return this.parts.unitOfWork.transact(organisationId, async (tx) => {
      const document = this.toDocument(command, report, intake, blob, tx.now);
      await tx.blobs.register(blob);
      await tx.documents.insert(document);
      await command.settle?.(tx, document);
      await record(tx, [uploaded(document)], command.context);
      return document;
    });
  }

  private async freezeInTurn(command: UploadDocumentCommand): Promise<Frozen> {
    const limits = this.limitsOf(command);
    const frozen = await this.turns.take(async () => {
      const upload = await command.read();
      return mayBeConverted(upload, limits) ? null : await this.freeze(command, upload);
    });
    if (frozen !== null) return frozen;
    if (this.conversions.waitingCount >= MOST_WAITING_FOR_CONVERTER) throw manyAreConverted();
    return await this.conversions.take(async () => await this.freeze(command, await command.read()));
  }

  private limitsOf({ fileName }: UploadDocumentCommand) {
    return { maxPages: this.parts.maxPages, calledPdf: /[.]pdf$/i.test(fileName) };
  }

  /** Bytes first, rows second: a crash in between leaves a file nobody can name, never a row without its file. */
  private async freeze(command: UploadDocumentCommand, upload: Uint8Array): Promise<Frozen> {
    const { sandbox, converter, blobs, maxPages } = this.parts;
    if (upload.byteLength === 0) throw new SigningError('pdf-empty', 'The file is empty.');
    const limits = this.limitsOf(command);
    const { report, frozen } = await takeInUpload(upload, limits, {
      takeIn: (bytes, limitsOfIt) => sandbox.takeIn(bytes, limitsOfIt),
      convert: (format, bytes) => converter.convert(format, bytes),
    });
    accepted(report);
    assertPages(report.pages.length, maxPages);
    return { report, blob: await blobs.put(command.organisationId, frozen ?? upload) };
  }

  private toDocument(
    command: UploadDocumentCommand,
    report: Report,
    intake: IntakeReport,
    blob: StoredBlob,
    createdAt: Date,
  ): StoredDocument {
    return {
      id: this.parts.ids.uuid<DocumentId>(),
      ...{ envelopeId: null, templateId: null, position: 0, sealedSha256Hex: null },
      name: documentName(command.fileName),
      originalSha256Hex: report.sha256Hex,
      frozenSha256Hex: blob.sha256Hex,
      byteSize: blob.byteSize,
      pages: report.pages,
      report: intake,
      warningsConfirmed: null,
      foundFields: usableFields(report.fields),
      uploadedBy: command.userId,
      createdAt,
    };
  }
}

function manyAreRead(): AppError {
  const sentence = 'Many files are being read right now. Send this one again in a few seconds.';
  return new AppError('pdf-reader-busy', sentence, { retryAfterSeconds: RETRY_AFTER_S });
}

function manyAreConverted(): SigningError {
  const sentence = 'Many documents are being converted right now. Upload this one again in a minute.';
  return new SigningError('office-converter-unavailable', sentence);
}

function assertPages(pageCount: number, maxPages: number): void {
  if (pageCount <= maxPages) return;
  const sentence = `This PDF has ${pageCount} pages; here a document may have ${maxPages}. Split it and send the parts.`;
  throw new SigningError('pdf-too-many-pages', sentence);
}

function accepted(report: Report): IntakeReport {
  const { verdict, reasons, notes, sourceFormat } = report;
  if (verdict !== 'reject') return { verdict, reasons, notes, sourceFormat };
  const sentence = reasons[0]?.sentence ?? 'This PDF cannot be used.';
  if (report.code === null) throw new AppError('pdf-readers-disagree', sentence);
  throw new SigningError(report.code as SigningErrorCode, sentence);
}

function uploaded(document: StoredDocument): OrganisationFact {
  const { id: documentId, originalSha256Hex, frozenSha256Hex, byteSize, name } = document;
  const { verdict, reasons, sourceFormat = 'pdf' } = document.report;
  return {
    type: 'document.uploaded',
    data: {
      ...(sourceFormat === 'pdf' ? {} : { sourceFormat }),
      ...{ documentId, originalSha256Hex, frozenSha256Hex, byteSize, verdict },
      pageCount: document.pages.length,
      reasonCodes: reasons.map((reason) => reason.code),
    },
    personal: [{ subject: `document:${documentId}`, value: { name } }],
  };
}
