import { Module } from '@nestjs/common';
import { loadCertificateFonts } from '@sealwright/signing-core/fonts';
import { BlobStore } from '../../ports/blob-store.js';
import { Organisations } from '../../ports/organisations.js';
import { SealSubjects } from '../../ports/seal-subject.js';
import { CertificateSubject } from './certificate-subject.js';

@Module({
  providers: [
    {
      provide: SealSubjects,
      inject: [BlobStore, Organisations],
      useFactory: (blobs: BlobStore, organisations: Organisations): SealSubjects => ({
        list: [new CertificateSubject(blobs, organisations, loadCertificateFonts())],
      }),
    },
  ],
  exports: [SealSubjects],
})
export class CertificatesModule {}
