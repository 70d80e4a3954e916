import { Inject, Module, type OnModuleDestroy, type Provider } from '@nestjs/common';
import { EventStream } from '../../http/event-stream.js';
import { HttpSettings } from '../../http/http-settings.js';
import { EnvelopeViews } from '../../ports/envelope-views.js';
import { Glyphs } from '../../ports/glyphs.js';
import { Ids } from '../../ports/ids.js';
import { Rehearsals } from '../../ports/rehearsals.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { CreateEnvelope } from './create-envelope.js';
import { DeleteDraft } from './delete-draft.js';
import { EditEnvelope } from './edit-draft.js';
import { EnvelopeActsController } from './envelope-acts.controller.js';
import { EnvelopesController } from './envelopes.controller.js';
import { GetEnvelope } from './get-envelope.js';
import { ListEnvelopes } from './list-envelopes.js';
import { ReadTimeline } from './read-timeline.js';
import { RemindRecipient } from './remind-recipient.js';
import { RevealLink } from './reveal-link.js';
import { SealAgain } from './seal-again.js';
import { SendEnvelope } from './send-envelope.js';
import { toView } from './to-envelope-view.js';
import { VoidEnvelope } from './void-envelope.js';
import { WatchEnvelopes } from './watch-envelopes.js';

/** Use cases that need the database alone. */
const plain: Provider[] = [
  DeleteDraft,
  VoidEnvelope,
  SealAgain,
  RemindRecipient,
  ListEnvelopes,
  ReadTimeline,
  WatchEnvelopes,
].map((UseCase) => ({
  provide: UseCase,
  inject: [UnitOfWork],
  useFactory: (unitOfWork: UnitOfWork) => new UseCase(unitOfWork),
}));

const withIds: Provider[] = [CreateEnvelope, EditEnvelope].map((UseCase) => ({
  provide: UseCase,
  inject: [UnitOfWork, Ids],
  useFactory: (unitOfWork: UnitOfWork, ids: Ids) => new UseCase(unitOfWork, ids),
}));

const judging: Provider[] = [SendEnvelope, GetEnvelope].map((UseCase) => ({
  provide: UseCase,
  inject: [UnitOfWork, Glyphs, Rehearsals],
  useFactory: (unitOfWork: UnitOfWork, glyphs: Glyphs, rehearsals: Rehearsals) =>
    new UseCase(unitOfWork, glyphs, rehearsals),
}));

/** Templates answer with an envelope too, and features do not import each other. */
const views: Provider = {
  provide: EnvelopeViews,
  inject: [GetEnvelope],
  useFactory: (getEnvelope: GetEnvelope): EnvelopeViews => ({
    view: async (organisationId, id) => toView(await getEnvelope.run(organisationId, id)),
  }),
};

const reveal: Provider = {
  provide: RevealLink,
  inject: [UnitOfWork, Ids, HttpSettings],
  useFactory: (unitOfWork: UnitOfWork, ids: Ids, { publicUrl }: HttpSettings) =>
    new RevealLink(unitOfWork, ids, publicUrl.href),
};

@Module({
  controllers: [EnvelopesController, EnvelopeActsController],
  providers: [...plain, ...withIds, ...judging, reveal, views],
  exports: [EnvelopeViews],
})
export class EnvelopesModule implements OnModuleDestroy {
  constructor(@Inject(WatchEnvelopes) private readonly watchEnvelopes: WatchEnvelopes) {}

  /** Before the server closes: it waits for open answers, and these would never end. */
  onModuleDestroy(): void {
    this.watchEnvelopes.stop();
    EventStream.closeAll();
  }
}
