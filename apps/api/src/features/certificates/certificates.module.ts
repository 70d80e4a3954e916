import { Module } from '@nestjs/common';
import { BlobStore } from '../../ports/blob-store.js';
import { CertificatePainter } from '../../ports/certificate-painter.js';
import { Organisations } from '../../ports/organisations.js';
import { SealSubjects } from '../../ports/seal-subject.js';
import { CertificateSubject } from './certificate-subject.js';

/** Needs `CertificatePainter` from the sealer process. */
@Module({
  providers: [
    {
      provide: SealSubjects,
      inject: [BlobStore, Organisations, CertificatePainter],
      useFactory: (
        blobs: BlobStore,
        organisations: Organisations,
        painter: CertificatePainter,
      ): SealSubjects => ({
        list: [new CertificateSubject(blobs, organisations, painter)],
      }),
    },
  ],
  exports: [SealSubjects],
})
export class CertificatesModule {}
