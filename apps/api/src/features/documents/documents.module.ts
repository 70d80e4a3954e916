import { Module } from '@nestjs/common';
import { HttpSettings } from '../../http/http-settings.js';
import { BlobStore } from '../../ports/blob-store.js';
import { DocumentConverter } from '../../ports/document-converter.js';
import { Ids } from '../../ports/ids.js';
import { PdfSandbox } from '../../ports/pdf-sandbox.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { UploadSpool } from '../../ports/upload-spool.js';
import { ConfirmWarnings } from './confirm-warnings.js';
import { DocumentsController } from './documents.controller.js';
import { FinishUpload } from './finish-upload.js';
import { ReadDocument } from './read-document.js';
import { TusEndpoint } from './tus-endpoint.js';
import { UploadDocument } from './upload-document.js';
import { UploadLimiter } from './upload-limiter.js';
import { UploadsController } from './uploads.controller.js';

@Module({
  controllers: [DocumentsController, UploadsController],
  providers: [
    {
      provide: UploadDocument,
      inject: [UnitOfWork, BlobStore, PdfSandbox, DocumentConverter, Ids, HttpSettings],
      useFactory: (
        unitOfWork: UnitOfWork,
        blobs: BlobStore,
        sandbox: PdfSandbox,
        converter: DocumentConverter,
        ids: Ids,
        { maxUploadPages: maxPages }: HttpSettings,
      ) => new UploadDocument({ unitOfWork, blobs, sandbox, converter, ids, maxPages }),
    },
    {
      provide: ConfirmWarnings,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new ConfirmWarnings(unitOfWork),
    },
    {
      provide: FinishUpload,
      inject: [UnitOfWork, UploadSpool, UploadDocument],
      useFactory: (unitOfWork: UnitOfWork, spool: UploadSpool, uploadDocument: UploadDocument) =>
        new FinishUpload(unitOfWork, spool, uploadDocument),
    },
    {
      provide: TusEndpoint,
      inject: [UnitOfWork, UploadSpool, Ids, HttpSettings],
      useFactory: (unitOfWork: UnitOfWork, spool: UploadSpool, ids: Ids, settings: HttpSettings) =>
        new TusEndpoint(unitOfWork, spool, ids, settings),
    },
    { provide: UploadLimiter, useFactory: () => new UploadLimiter() },
    {
      provide: ReadDocument,
      inject: [UnitOfWork, BlobStore, PdfSandbox],
      useFactory: (unitOfWork: UnitOfWork, blobs: BlobStore, sandbox: PdfSandbox) =>
        new ReadDocument(unitOfWork, blobs, sandbox),
    },
  ],
})
export class DocumentsModule {}
