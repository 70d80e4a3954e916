import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { Operation } from '../../http/operation.decorator.js';
import { admins, Policy } from '../../http/policy.decorator.js';
import { mailJobKinds } from '../../ports/mail-holds.js';
import { heldMailsView, mailDecision } from './mail-holds.schema.js';
import { ReadHeldMails } from './read-held-mails.js';
import { SettleMails } from './settle-mails.js';

@Controller('api/v1/held-mails')
@Policy(admins)
export class MailHoldsController {
  constructor(
    @Inject(ReadHeldMails) private readonly held: ReadHeldMails,
    @Inject(SettleMails) private readonly settle: SettleMails,
  ) {}

  @Get()
  @Operation({
    summary: 'Mails that wait for a decision after a restore',
    description:
      'A restored database would send again what was sent since. Nothing leaves until somebody decides.',
    answer: heldMailsView,
  })
  list(@Member() { organisationId }: MemberCaller) {
    return this.held.run(organisationId);
  }

  @Post('release')
  @HttpCode(200)
  @Operation({ summary: 'Send held mails after all, with a reason (recorded)', answer: heldMailsView })
  release(
    @Member() caller: MemberCaller,
    @Body({ schema: mailDecision }) body: z.infer<typeof mailDecision>,
  ) {
    return this.decide(caller, 'release', body);
  }

  @Post('discard')
  @HttpCode(200)
  @Operation({ summary: 'Never send held mails, with a reason (recorded)', answer: heldMailsView })
  discard(
    @Member() caller: MemberCaller,
    @Body({ schema: mailDecision }) body: z.infer<typeof mailDecision>,
  ) {
    return this.decide(caller, 'discard', body);
  }

  private async decide(
    { organisationId, userId, context }: MemberCaller,
    what: 'release' | 'discard',
    { kinds, reason }: z.infer<typeof mailDecision>,
  ) {
    const personal = [{ subject: `user:${userId}` as const, value: { reason } }];
    await this.settle.run(organisationId, { what, kinds: kinds ?? mailJobKinds, context, personal });
    return await this.held.run(organisationId);
  }
}
