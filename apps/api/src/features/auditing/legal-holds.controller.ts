import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { EnvelopeId, LegalHoldId } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { Operation } from '../../http/operation.decorator.js';
import { pageOf, pathId } from '../../http/parameters.js';
import { admins, auditors, Policy } from '../../http/policy.decorator.js';
import { holdView, toHoldView } from './legal-hold.schema.js';
import { HoldEnvelopes } from './legal-holds.js';

const reasonInput = z
  .strictObject({ reason: z.string().trim().min(1, 'Say why.').max(500) })
  .meta({ id: 'LegalHoldReason' });

/** Holds are seen by auditors, placed and lifted by administrators. */
@Controller('api/v1/audit')
export class LegalHoldsController {
  constructor(@Inject(HoldEnvelopes) private readonly holds: HoldEnvelopes) {}

  @Post('holds/views')
  @HttpCode(200)
  @Policy(auditors)
  @Operation({ summary: 'All legal holds, standing ones first (recorded)', answer: pageOf(holdView) })
  async list(@Member() caller: MemberCaller) {
    return { items: (await this.holds.list(caller)).map(toHoldView), nextCursor: null };
  }

  @Post('envelopes/:id/holds')
  @HttpCode(201)
  @Policy(admins)
  @Operation({
    summary: 'Put an envelope on legal hold: nothing of it is erased (recorded)',
    answer: holdView,
    problems: ['envelope-not-sent'],
  })
  async place(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Body({ schema: reasonInput }) input: z.infer<typeof reasonInput>,
  ) {
    return toHoldView(await this.holds.place(caller, pathId<EnvelopeId>(id), input.reason));
  }

  @Post('holds/:id/lift')
  @HttpCode(204)
  @Policy(admins)
  @Operation({ summary: 'Lift a legal hold (recorded)', problems: ['legal-hold-lifted'] })
  async lift(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Body({ schema: reasonInput }) input: z.infer<typeof reasonInput>,
  ) {
    await this.holds.lift(caller, pathId<LegalHoldId>(id), input.reason);
  }
}
