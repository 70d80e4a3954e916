import { Module } from '@nestjs/common';
import { BlobStore } from '../../ports/blob-store.js';
import { CertificatePainter } from '../../ports/certificate-painter.js';
import { LogCheckpoints } from '../../ports/log-checkpoints.js';
import { LogProofs } from '../../ports/log-proofs.js';
import { Organisations } from '../../ports/organisations.js';
import { PdfSandbox } from '../../ports/pdf-sandbox.js';
import { SealSubjects } from '../../ports/seal-subject.js';
import { SealingSettings } from '../../ports/sealing-settings.js';
import { CertificateSubject } from './certificate-subject.js';

/** Needs `CertificatePainter`, `PdfSandbox` and `SealingSettings` from the sealer process. */
@Module({
  providers: [
    {
      provide: SealSubjects,
      inject: [
        BlobStore,
        Organisations,
        CertificatePainter,
        PdfSandbox,
        LogProofs,
        LogCheckpoints,
        SealingSettings,
      ],
      useFactory: (
        blobs: BlobStore,
        organisations: Organisations,
        painter: CertificatePainter,
        sandbox: PdfSandbox,
        proofs: LogProofs,
        checkpoints: LogCheckpoints,
        { publicUrl }: SealingSettings,
      ): SealSubjects => {
        const parts = { blobs, organisations, painter, sandbox, proofs, checkpoints, publicUrl };
        return { list: [new CertificateSubject(parts)] };
      },
    },
  ],
  exports: [SealSubjects],
})
export class CertificatesModule {}
