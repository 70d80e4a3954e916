import { Module } from '@nestjs/common';
import { BlobStore } from '../../ports/blob-store.js';
import { PdfSandbox } from '../../ports/pdf-sandbox.js';
import { Rehearsals } from '../../ports/rehearsals.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { RehearseDocuments } from './rehearse-documents.js';

@Module({
  providers: [
    {
      provide: Rehearsals,
      inject: [UnitOfWork, BlobStore, PdfSandbox],
      useFactory: (unitOfWork: UnitOfWork, blobs: BlobStore, sandbox: PdfSandbox) =>
        new RehearseDocuments(unitOfWork, blobs, sandbox),
    },
  ],
  exports: [Rehearsals],
})
export class RehearsalsModule {}
