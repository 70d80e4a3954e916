import { Module } from '@nestjs/common';
import { DownloadLinks } from '../../http/download-links.js';
import { HttpSettings } from '../../http/http-settings.js';
import { BlobStore } from '../../ports/blob-store.js';
import { EnvelopeFileReader } from '../../ports/envelope-files.js';
import { SealKeys } from '../../ports/seal-key-repository.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { DownloadsController } from './downloads.controller.js';
import { EnvelopeArchive } from './envelope-archive.js';
import { EnvelopeFiles } from './envelope-file.js';
import { HandOutFile } from './hand-out-file.js';

@Module({
  controllers: [DownloadsController],
  providers: [
    {
      provide: EnvelopeFiles,
      inject: [UnitOfWork, BlobStore, SealKeys],
      useFactory: (unitOfWork: UnitOfWork, blobs: BlobStore, sealKeys: SealKeys) =>
        new EnvelopeFiles(unitOfWork, blobs, sealKeys),
    },
    { provide: EnvelopeFileReader, useExisting: EnvelopeFiles },
    {
      provide: EnvelopeArchive,
      inject: [UnitOfWork, BlobStore, EnvelopeFiles],
      useFactory: (unitOfWork: UnitOfWork, blobs: BlobStore, files: EnvelopeFiles) =>
        new EnvelopeArchive(unitOfWork, blobs, files),
    },
    {
      provide: HandOutFile,
      inject: [UnitOfWork, EnvelopeFiles],
      useFactory: (unitOfWork: UnitOfWork, files: EnvelopeFiles) => new HandOutFile(unitOfWork, files),
    },
    {
      provide: DownloadLinks,
      inject: [HttpSettings],
      useFactory: (settings: HttpSettings) => new DownloadLinks(settings.signingSecret),
    },
  ],
  exports: [EnvelopeFileReader],
})
export class DownloadsModule {}
