import { Module } from '@nestjs/common';
import { BlobStore } from '../../ports/blob-store.js';
import { EnvelopeFileReader } from '../../ports/envelope-files.js';
import { Ids } from '../../ports/ids.js';
import { LogProofs } from '../../ports/log-proofs.js';
import { SealKeys } from '../../ports/seal-key-repository.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { AuditingController } from './auditing.controller.js';
import { CompareCheckpoints } from './compare-checkpoints.js';
import { EvidenceFilesController } from './evidence-files.controller.js';
import { ExportEvidence } from './exports/export-evidence.js';
import { HandOutEvidence } from './hand-out-evidence.js';
import { LegalHoldsController } from './legal-holds.controller.js';
import { HoldEnvelopes } from './legal-holds.js';
import { CollectEvidence } from './package/collect-evidence.js';
import { PackEvidence } from './package/pack-evidence.js';
import { VerifierPage } from './package/verifier-page.js';
import { ReadStory } from './read-story.js';
import { SampleEnvelopes } from './sampling/sample-envelopes.js';
import { SamplingController } from './sampling/sampling.controller.js';
import { SearchEnvelopes } from './search-envelopes.js';

/** The auditor's room: reading, sampling and taking away the evidence of one organisation. */
@Module({
  controllers: [AuditingController, SamplingController, LegalHoldsController, EvidenceFilesController],
  providers: [
    { provide: VerifierPage, useFactory: () => new VerifierPage(verifierAddress) },
    ...[SearchEnvelopes, SampleEnvelopes, HoldEnvelopes, ExportEvidence].map((UseCase) => ({
      provide: UseCase,
      inject: [UnitOfWork, Ids],
      useFactory: (unitOfWork: UnitOfWork, ids: Ids) => new UseCase(unitOfWork, ids),
    })),
    {
      provide: ReadStory,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new ReadStory(unitOfWork),
    },
    {
      provide: CompareCheckpoints,
      inject: [UnitOfWork, LogProofs],
      useFactory: (unitOfWork: UnitOfWork, proofs: LogProofs) => new CompareCheckpoints(unitOfWork, proofs),
    },
    {
      provide: HandOutEvidence,
      inject: [UnitOfWork, EnvelopeFileReader],
      useFactory: (unitOfWork: UnitOfWork, files: EnvelopeFileReader) =>
        new HandOutEvidence(unitOfWork, files),
    },
    {
      provide: PackEvidence,
      inject: [UnitOfWork, BlobStore, EnvelopeFileReader, LogProofs, SealKeys, VerifierPage],
      useFactory: (
        unitOfWork: UnitOfWork,
        blobs: BlobStore,
        files: EnvelopeFileReader,
        proofs: LogProofs,
        sealKeys: SealKeys,
        page: VerifierPage,
      ) =>
        new PackEvidence(
          unitOfWork,
          new CollectEvidence({ unitOfWork, blobs, files, proofs, sealKeys }),
          page,
        ),
    },
  ],
})
export class AuditingModule {}

const verifierAddress = () => import.meta.resolve('@sealwright/verifier/verifier.html');
