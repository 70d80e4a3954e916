import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { envelopeStatuses } from '../../domain/envelope.js';
import type { EnvelopeId } from '../../domain/ids.js';
import { IfMatch, Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { readCursor, toPage } from '../../http/cursor.js';
import { Operation } from '../../http/operation.decorator.js';
import { listQuery, pageOf, pathId } from '../../http/parameters.js';
import { members, Policy } from '../../http/policy.decorator.js';
import { CreateEnvelope } from './create-envelope.js';
import { DeleteDraft } from './delete-draft.js';
import { EditEnvelope } from './edit-draft.js';
import { type CreateInput, createInput, type EditInput, editInput } from './envelope-input.schema.js';
import { countsView, envelopeSummary, envelopeView } from './envelope-view.schema.js';
import { GetEnvelope } from './get-envelope.js';
import { ListEnvelopes } from './list-envelopes.js';
import { toSummary, toView } from './to-envelope-view.js';

const listFilter = listQuery.extend({
  status: z.enum([...envelopeStatuses, 'attention']).optional(),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe('Words in the title, or in a recipient’s name or address'),
});

@Controller('api/v1/envelopes')
export class EnvelopesController {
  constructor(
    @Inject(CreateEnvelope) private readonly createEnvelope: CreateEnvelope,
    @Inject(EditEnvelope) private readonly editEnvelope: EditEnvelope,
    @Inject(DeleteDraft) private readonly deleteDraft: DeleteDraft,
    @Inject(GetEnvelope) private readonly getEnvelope: GetEnvelope,
    @Inject(ListEnvelopes) private readonly listEnvelopes: ListEnvelopes,
  ) {}

  @Get()
  @Policy(members('envelopes:read'))
  @Operation({
    summary: 'List envelopes, newest first',
    answer: pageOf(envelopeSummary),
    problems: ['cursor-invalid'],
  })
  async list(
    @Member() caller: MemberCaller,
    @Query({ schema: listFilter }) query: z.infer<typeof listFilter>,
  ) {
    const { limit, cursor, status, q } = query;
    const rows = await this.listEnvelopes.run(caller.organisationId, {
      limit: limit + 1,
      ...(status !== undefined && { status }),
      ...(q !== undefined && { q }),
      ...(cursor !== undefined && { after: readCursor(cursor) }),
    });
    return toPage(rows, limit, toSummary);
  }

  @Get('counts')
  @Policy(members('envelopes:read'))
  @Operation({ summary: 'How many envelopes are in each state', answer: countsView })
  counts(@Member() caller: MemberCaller) {
    return this.listEnvelopes.counts(caller.organisationId);
  }

  @Post()
  @HttpCode(201)
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Create a draft',
    answer: envelopeView,
    problems: ['document-in-use', 'recipient-key-duplicate'],
  })
  async create(
    @Member() caller: MemberCaller,
    @Body({ schema: createInput }) input: CreateInput,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { id } = await this.createEnvelope.run(caller, input);
    return this.view(caller, id, response);
  }

  @Get(':id')
  @Policy(members('envelopes:read'))
  @Operation({ summary: 'Read an envelope', answer: envelopeView })
  find(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.view(caller, pathId<EnvelopeId>(id), response);
  }

  @Patch(':id')
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Change a draft',
    description: 'Lists that are given replace the old ones as a whole.',
    answer: envelopeView,
    versioned: true,
    problems: ['envelope-not-draft', 'document-in-use', 'recipient-key-duplicate'],
  })
  async edit(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body({ schema: editInput }) input: EditInput,
    @Res({ passthrough: true }) response: Response,
  ) {
    const envelopeId = pathId<EnvelopeId>(id);
    await this.editEnvelope.run(caller, envelopeId, version, input);
    return this.view(caller, envelopeId, response);
  }

  @Delete(':id')
  @HttpCode(204)
  @Policy(members('envelopes:write'))
  @Operation({ summary: 'Delete a draft', versioned: true, problems: ['envelope-not-draft'] })
  async remove(@Member() caller: MemberCaller, @Param('id') id: string, @IfMatch() version: number) {
    await this.deleteDraft.run(caller, pathId<EnvelopeId>(id), version);
  }

  private async view(caller: MemberCaller, id: EnvelopeId, response: Response) {
    const view = toView(await this.getEnvelope.run(caller.organisationId, id));
    response.setHeader('ETag', `"${view.version}"`);
    return view;
  }
}
