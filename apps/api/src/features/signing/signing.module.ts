import { Module } from '@nestjs/common';
import { LinkExchangeLimiter } from '../../http/link-exchange-limiter.js';
import { RefusedAttempts } from '../../http/refused-attempts.js';
import { AccessLookups } from '../../ports/access-lookups.js';
import { BlobStore } from '../../ports/blob-store.js';
import { CrashPoints } from '../../ports/crash-points.js';
import { Glyphs } from '../../ports/glyphs.js';
import { Ids } from '../../ports/ids.js';
import { Organisations } from '../../ports/organisations.js';
import { PdfSandbox } from '../../ports/pdf-sandbox.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { CompleteSigning } from './complete-signing.js';
import { FillField } from './fill-field.js';
import { LeaveSigning } from './leave-signing.js';
import { LookAtLink } from './look-at-link.js';
import { NotePages } from './note-pages.js';
import { OpenSession } from './open-session.js';
import { ReadSigning } from './read-signing.js';
import { SigningController } from './signing.controller.js';
import { TakeStep } from './take-step.js';

@Module({
  controllers: [SigningController],
  providers: [
    { provide: LinkExchangeLimiter, useFactory: () => new LinkExchangeLimiter() },
    {
      provide: LookAtLink,
      inject: [AccessLookups, UnitOfWork, Organisations],
      useFactory: (lookups: AccessLookups, unitOfWork: UnitOfWork, organisations: Organisations) =>
        new LookAtLink(lookups, unitOfWork, organisations),
    },
    {
      provide: OpenSession,
      inject: [AccessLookups, UnitOfWork, Ids, RefusedAttempts],
      useFactory: (lookups: AccessLookups, unitOfWork: UnitOfWork, ids: Ids, refused: RefusedAttempts) =>
        new OpenSession(lookups, unitOfWork, ids, refused),
    },
    {
      provide: ReadSigning,
      inject: [UnitOfWork, Organisations, BlobStore, PdfSandbox],
      useFactory: (
        unitOfWork: UnitOfWork,
        organisations: Organisations,
        blobs: BlobStore,
        sandbox: PdfSandbox,
      ) => new ReadSigning(unitOfWork, organisations, blobs, sandbox),
    },
    {
      provide: NotePages,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new NotePages(unitOfWork),
    },
    {
      provide: TakeStep,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new TakeStep(unitOfWork),
    },
    {
      provide: FillField,
      inject: [UnitOfWork, Glyphs],
      useFactory: (unitOfWork: UnitOfWork, glyphs: Glyphs) => new FillField(unitOfWork, glyphs),
    },
    {
      provide: CompleteSigning,
      inject: [UnitOfWork, Ids, CrashPoints],
      useFactory: (unitOfWork: UnitOfWork, ids: Ids, crashPoints: CrashPoints) =>
        new CompleteSigning(unitOfWork, ids, crashPoints),
    },
    {
      provide: LeaveSigning,
      inject: [UnitOfWork],
      useFactory: (unitOfWork: UnitOfWork) => new LeaveSigning(unitOfWork),
    },
  ],
})
export class SigningModule {}
