import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { AppError } from '../../domain/app-error.js';
import { asId, type EnvelopeId, isUuid } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { Operation } from '../../http/operation.decorator.js';
import { admins, Policy } from '../../http/policy.decorator.js';
import type { StoredPersonErasure } from '../../ports/person-repository.js';
import { ExportPerson } from './export-person.js';
import { type FoundPerson, LookForPerson } from './look-for-person.js';
import {
  type ErasureView,
  erasureInput,
  erasuresView,
  erasureView,
  exportView,
  type PersonView,
  personInput,
  personView,
} from './privacy.schema.js';
import { ReadErasures } from './read-erasures.js';
import { RequestErasure } from './request-erasure.js';

/** Addresses travel in bodies: a path ends up in logs. */
@Controller('api/v1/privacy')
export class PrivacyController {
  constructor(
    @Inject(LookForPerson) private readonly look: LookForPerson,
    @Inject(RequestErasure) private readonly request: RequestErasure,
    @Inject(ExportPerson) private readonly exporting: ExportPerson,
    @Inject(ReadErasures) private readonly read: ReadErasures,
  ) {}

  @Post('lookups')
  @HttpCode(200)
  @Policy(admins)
  @Operation({
    summary: 'What is held of a person, and what of it could be erased now (changes nothing)',
    answer: personView,
    problems: ['person-unknown'],
  })
  async person(
    @Member() { organisationId }: MemberCaller,
    @Body({ schema: personInput }) input: z.infer<typeof personInput>,
  ) {
    return toPersonView(await this.look.run(organisationId, input.email));
  }

  @Post('exports')
  @HttpCode(200)
  @Policy(admins)
  @Operation({
    summary: 'Everything held of a person, as JSON (GDPR articles 15 and 20, recorded)',
    answer: exportView,
    problems: ['person-unknown'],
  })
  export(@Member() caller: MemberCaller, @Body({ schema: personInput }) input: z.infer<typeof personInput>) {
    return this.exporting.run(caller, input.email);
  }

  @Post('erasures')
  @HttpCode(202)
  @Policy(admins)
  @Operation({
    summary: 'Erase the data of a person (GDPR article 17, recorded)',
    description:
      'Runs in the background, envelope by envelope. What may not be erased now is listed in the result with the reason.',
    answer: erasureView,
    problems: ['person-unknown', 'erasure-not-confirmed', 'erasure-running', 'erasure-refused'],
  })
  async erase(
    @Member() caller: MemberCaller,
    @Body({ schema: erasureInput }) input: z.infer<typeof erasureInput>,
  ) {
    const textsOf = input.textsOf.map((id) => asId<EnvelopeId>(id));
    const id = await this.request.run(caller, { ...input, textsOf });
    return toErasureView(await this.read.one(caller.organisationId, id));
  }

  @Get('erasures')
  @Policy(admins)
  @Operation({ summary: 'Requests for erasure and their results', answer: erasuresView })
  async erasures(@Member() { organisationId }: MemberCaller) {
    return { items: (await this.read.all(organisationId)).map(toErasureView) };
  }

  @Get('erasures/:id')
  @Policy(admins)
  @Operation({ summary: 'One request for erasure and its result', answer: erasureView })
  async erasure(@Member() { organisationId }: MemberCaller, @Param('id') id: string) {
    if (!isUuid(id)) throw new AppError('not-found', 'There is no such request.');
    return toErasureView(await this.read.one(organisationId, id));
  }
}

function toPersonView({ envelopes, outside, obstacles }: FoundPerson): PersonView {
  return {
    envelopes: envelopes.map((one) => ({
      envelopeId: one.envelopeId,
      ...{ title: one.title, status: one.status, isSender: one.isSender, textsMention: one.textsMention },
      isRecipient: one.recipientIds.length > 0,
      fieldValueCount: one.fieldValueCount,
      mailCount: one.mailCount,
      personalValueCount: one.personalValueCount,
      fileCount: one.recipientIds.length > 0 ? one.fileCount : 0,
      certificateStays: one.isSender && one.recipientIds.length === 0 && !one.isErased,
      obstacles: one.obstacles.map((each) => ({ ...each })),
    })),
    outside: {
      recordedSubjectCount: outside.subjects.length,
      bulkRowCount: outside.bulkRowIds.length,
      templateFieldCount: outside.templateFieldIds.length,
      sharedTextCount: outside.sharedTexts.length,
      invitationCount: outside.invitationCount,
      hasAccount: outside.account !== null,
      sessionCount: outside.account?.sessionCount ?? 0,
    },
    obstacles: obstacles.map((each) => ({ ...each })),
  };
}

function toErasureView({ id, state, ground, requestedAt, doneAt, result }: StoredPersonErasure): ErasureView {
  return {
    ...{ id, state, ground },
    requestedAt: requestedAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
    result: erasureView.shape.result.parse(result),
  };
}
