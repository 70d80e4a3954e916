import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { asId, type EnvelopeId, type TemplateId } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { readCursor, writeCursor } from '../../http/cursor.js';
import { Operation } from '../../http/operation.decorator.js';
import { listQuery, pageOf, pathId } from '../../http/parameters.js';
import { members, Policy } from '../../http/policy.decorator.js';
import { EnvelopeViews } from '../../ports/envelope-views.js';
import { CreateTemplate } from './create-template.js';
import { ReadTemplates } from './read-templates.js';
import { StartFromTemplate } from './start-from-template.js';
import {
  createTemplateInput,
  startedEnvelope,
  startFromTemplateInput,
  templateView,
  toTemplateView,
} from './templates.schema.js';

@Controller('api/v1/templates')
export class TemplatesController {
  constructor(
    @Inject(CreateTemplate) private readonly createTemplate: CreateTemplate,
    @Inject(ReadTemplates) private readonly readTemplates: ReadTemplates,
    @Inject(StartFromTemplate) private readonly startFromTemplate: StartFromTemplate,
    @Inject(EnvelopeViews) private readonly envelopes: EnvelopeViews,
  ) {}

  @Get()
  @Policy(members('templates:read'))
  @Operation({ summary: 'List templates', answer: pageOf(templateView) })
  async list(@Member() caller: MemberCaller, @Query({ schema: listQuery }) query: z.infer<typeof listQuery>) {
    const at = query.cursor === undefined ? null : readCursor(query.cursor);
    const after = at && { createdAt: at.createdAt, id: asId<TemplateId>(at.id) };
    const page = await this.readTemplates.list(caller.organisationId, query.limit, after);
    return { items: page.items.map(toTemplateView), nextCursor: page.next && writeCursor(page.next) };
  }

  @Post()
  @HttpCode(201)
  @Policy(members('templates:write'))
  @Operation({
    summary: 'Keep an envelope as a template',
    answer: templateView,
    problems: ['envelope-not-ready', 'warnings-unconfirmed', 'rehearsal-failed', 'file-erased'],
  })
  async create(
    @Member() caller: MemberCaller,
    @Body({ schema: createTemplateInput }) input: z.infer<typeof createTemplateInput>,
  ) {
    const { organisationId, userId, context } = caller;
    const fromEnvelopeId = pathId<EnvelopeId>(input.fromEnvelopeId);
    const command = { organisationId, userId, context, fromEnvelopeId, name: input.name };
    return toTemplateView(await this.createTemplate.run(command));
  }

  @Get(':id')
  @Policy(members('templates:read'))
  @Operation({ summary: 'Read a template', answer: templateView })
  async find(@Member() caller: MemberCaller, @Param('id') id: string) {
    return toTemplateView(await this.readTemplates.find(caller.organisationId, pathId<TemplateId>(id)));
  }

  @Delete(':id')
  @HttpCode(204)
  @Policy(members('templates:write'))
  @Operation({ summary: 'Archive a template; envelopes made from it stay' })
  async archive(@Member() caller: MemberCaller, @Param('id') id: string): Promise<void> {
    await this.readTemplates.archive(caller.organisationId, pathId<TemplateId>(id), caller.context);
  }

  @Post(':id/envelopes')
  @HttpCode(201)
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Start an envelope from a template, and send it if asked',
    answer: startedEnvelope,
    problems: [
      'template-archived',
      'template-role-missing',
      'template-role-unknown',
      'template-value-unknown',
      'envelope-not-ready',
      'rehearsal-failed',
    ],
  })
  async start(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Body({ schema: startFromTemplateInput }) input: z.infer<typeof startFromTemplateInput>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { organisationId, userId, name, email, context } = caller;
    const { send, recipients, ...texts } = input;
    const envelope = await this.startFromTemplate.run({
      organisationId,
      templateId: pathId<TemplateId>(id),
      sender: { userId, name, email },
      content: { recipients, ...given(texts) },
      send,
      context,
    });
    response.setHeader('ETag', `"${envelope.version}"`);
    return await this.envelopes.view(organisationId, envelope.id);
  }
}

/** Only what was said: an absent title means the template's own. */
function given({
  title,
  message,
  values,
}: Pick<z.infer<typeof startFromTemplateInput>, 'title' | 'message' | 'values'>) {
  return {
    ...(title !== undefined && { title }),
    ...(message !== undefined && { message }),
    ...(values !== undefined && { values }),
  };
}
