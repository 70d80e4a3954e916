import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { EnvelopeId, RecipientId } from '../../domain/ids.js';
import { IfMatch, Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { EventStream } from '../../http/event-stream.js';
import { Operation } from '../../http/operation.decorator.js';
import { pathId } from '../../http/parameters.js';
import { members, Policy } from '../../http/policy.decorator.js';
import { reasonInput, sendInput } from './envelope-input.schema.js';
import { envelopeView, revealedLinkView, timelineView } from './envelope-view.schema.js';
import { GetEnvelope } from './get-envelope.js';
import { ReadTimeline } from './read-timeline.js';
import { RemindRecipient } from './remind-recipient.js';
import { RevealLink } from './reveal-link.js';
import { SealAgain } from './seal-again.js';
import { SendEnvelope } from './send-envelope.js';
import { toView } from './to-envelope-view.js';
import { VoidEnvelope } from './void-envelope.js';
import { WatchEnvelopes } from './watch-envelopes.js';

@Controller('api/v1/envelopes/:id')
export class EnvelopeActsController {
  constructor(
    @Inject(SendEnvelope) private readonly sendEnvelope: SendEnvelope,
    @Inject(VoidEnvelope) private readonly voidEnvelope: VoidEnvelope,
    @Inject(SealAgain) private readonly sealAgain: SealAgain,
    @Inject(RemindRecipient) private readonly remindRecipient: RemindRecipient,
    @Inject(RevealLink) private readonly revealLink: RevealLink,
    @Inject(GetEnvelope) private readonly getEnvelope: GetEnvelope,
    @Inject(ReadTimeline) private readonly readTimeline: ReadTimeline,
    @Inject(WatchEnvelopes) private readonly watchEnvelopes: WatchEnvelopes,
  ) {}

  @Post('send')
  @HttpCode(200)
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Send a draft',
    description: 'Documents, recipients and fields freeze; the first group is invited by mail.',
    answer: envelopeView,
    versioned: true,
    problems: [
      'envelope-not-ready',
      'rehearsal-failed',
      'envelope-not-draft',
      'seal-key-expired',
      'sealing-not-ready',
    ],
  })
  async send(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body({ schema: sendInput }) input: z.infer<typeof sendInput>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const envelopeId = pathId<EnvelopeId>(id);
    await this.sendEnvelope.run(caller, envelopeId, version, input.timeZone);
    return this.view(caller, envelopeId, response);
  }

  @Post('void')
  @HttpCode(200)
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Withdraw an envelope that is out',
    answer: envelopeView,
    problems: ['envelope-not-sent'],
  })
  async void(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Body({ schema: reasonInput }) input: z.infer<typeof reasonInput>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const envelopeId = pathId<EnvelopeId>(id);
    await this.voidEnvelope.run(caller, envelopeId, input.reason);
    return this.view(caller, envelopeId, response);
  }

  @Post('seal-again')
  @HttpCode(200)
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Try again to seal what stopped',
    description: 'For a seal or an audit certificate that waits or failed, after somebody removed the cause.',
    answer: envelopeView,
    problems: ['nothing-to-seal-again'],
  })
  async sealOnceMore(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ) {
    const envelopeId = pathId<EnvelopeId>(id);
    await this.sealAgain.run(caller, envelopeId);
    return this.view(caller, envelopeId, response);
  }

  @Post('recipients/:recipientId/remind')
  @HttpCode(202)
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Mail a recipient again whose turn it is',
    problems: ['envelope-not-sent', 'recipient-not-invited', 'reminded-recently'],
  })
  async remind(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Param('recipientId') recipientId: string,
  ): Promise<void> {
    await this.remindRecipient.run(caller, pathId<EnvelopeId>(id), pathId<RecipientId>(recipientId));
  }

  @Post('recipients/:recipientId/reveal-link')
  @HttpCode(200)
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Be shown a signing link of a recipient whose turn it is (recorded)',
    description:
      'Makes a fresh link; its address is in this answer only. From then on the certificate says of this recipient that somebody else could use their link: the assurance of their signature is lower, also with links mailed before.',
    answer: revealedLinkView,
    shownOnce: ['url'],
    problems: ['envelope-not-sent', 'recipient-not-invited'],
  })
  reveal(@Member() caller: MemberCaller, @Param('id') id: string, @Param('recipientId') recipientId: string) {
    return this.revealLink.run(caller, pathId<EnvelopeId>(id), pathId<RecipientId>(recipientId));
  }

  @Get('events')
  @Policy(members('envelopes:read'))
  @Operation({ summary: 'The record of an envelope in sentences', answer: timelineView })
  async events(@Member() caller: MemberCaller, @Param('id') id: string) {
    return {
      items: await this.readTimeline.run(caller.organisationId, pathId<EnvelopeId>(id)),
      nextCursor: null,
    };
  }

  @Get('live')
  @Policy(members('envelopes:read'))
  @Operation({ summary: 'Follow an envelope (server-sent events)', file: 'text/event-stream' })
  async live(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { organisationId } = caller;
    const envelopeId = pathId<EnvelopeId>(id);
    const current = async () => toView(await this.getEnvelope.run(organisationId, envelopeId));
    const first = await current();
    // A page that shut the connection in the meantime leaves no watcher behind.
    if (request.destroyed) return;
    let stop = () => {};
    const stream = new EventStream(request, response, () => stop());
    const update = () =>
      current()
        .then((view) => stream.send('envelope', view))
        .catch(() => stream.close());
    stop = this.watchEnvelopes.watch(organisationId, envelopeId, () => void update());
    stream.send('envelope', first);
  }

  private async view(caller: MemberCaller, id: EnvelopeId, response: Response) {
    const view = toView(await this.getEnvelope.run(caller.organisationId, id));
    response.setHeader('ETag', `"${view.version}"`);
    return view;
  }
}
