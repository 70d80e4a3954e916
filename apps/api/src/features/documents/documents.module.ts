import { Module } from '@nestjs/common';
import { BlobStore } from '../../ports/blob-store.js';
import { Ids } from '../../ports/ids.js';
import { PdfSandbox } from '../../ports/pdf-sandbox.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { DocumentsController } from './documents.controller.js';
import { ReadDocument } from './read-document.js';
import { UploadDocument } from './upload-document.js';

@Module({
  controllers: [DocumentsController],
  providers: [
    {
      provide: UploadDocument,
      inject: [UnitOfWork, BlobStore, PdfSandbox, Ids],
      useFactory: (unitOfWork: UnitOfWork, blobs: BlobStore, sandbox: PdfSandbox, ids: Ids) =>
        new UploadDocument(unitOfWork, blobs, sandbox, ids),
    },
    {
      provide: ReadDocument,
      inject: [UnitOfWork, BlobStore, PdfSandbox],
      useFactory: (unitOfWork: UnitOfWork, blobs: BlobStore, sandbox: PdfSandbox) =>
        new ReadDocument(unitOfWork, blobs, sandbox),
    },
  ],
})
export class DocumentsModule {}
