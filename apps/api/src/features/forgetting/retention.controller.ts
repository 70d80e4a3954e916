import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import type { OrganisationId, TemplateId } from '../../domain/ids.js';
import { WARNING_DAYS } from '../../domain/retention-rule.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { Operation } from '../../http/operation.decorator.js';
import { pathId } from '../../http/parameters.js';
import { admins, members, Policy } from '../../http/policy.decorator.js';
import type { DeclaredRule } from '../../ports/retention-repository.js';
import { ChangeRetention } from './change-retention.js';
import { ReadRetention } from './read-retention.js';
import { type RetentionView, retentionRuleInput, retentionView } from './retention.schema.js';

type RuleInput = z.infer<typeof retentionRuleInput>;

@Controller('api/v1/retention')
export class RetentionController {
  constructor(
    @Inject(ReadRetention) private readonly read: ReadRetention,
    @Inject(ChangeRetention) private readonly change: ChangeRetention,
  ) {}

  @Get()
  @Policy(members('templates:read'))
  @Operation({ summary: 'When ended envelopes are erased', answer: retentionView })
  rules(@Member() { organisationId }: MemberCaller) {
    return this.view(organisationId);
  }

  @Put('organisation')
  @Policy(admins)
  @Operation({
    summary: 'Declare the rule of the organisation (recorded with old and new)',
    description:
      'Holds for every envelope whose template has no rule of its own, also for those that have ended.',
    answer: retentionView,
    problems: ['retention-contradicts'],
  })
  async declare(@Member() caller: MemberCaller, @Body({ schema: retentionRuleInput }) input: RuleInput) {
    await this.change.run(caller, null, input);
    return this.view(caller.organisationId);
  }

  @Delete('organisation')
  @Policy(admins)
  @Operation({ summary: 'Keep envelopes for ever again (recorded)', answer: retentionView })
  async withdraw(@Member() caller: MemberCaller) {
    await this.change.run(caller, null, null);
    return this.view(caller.organisationId);
  }

  @Put('templates/:id')
  @Policy(admins)
  @Operation({
    summary: 'Declare the rule of one template (recorded with old and new)',
    answer: retentionView,
    problems: ['retention-contradicts'],
  })
  async declareForTemplate(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Body({ schema: retentionRuleInput }) input: RuleInput,
  ) {
    await this.change.run(caller, pathId<TemplateId>(id), input);
    return this.view(caller.organisationId);
  }

  @Delete('templates/:id')
  @Policy(admins)
  @Operation({
    summary: 'Let the rule of the organisation hold for this template (recorded)',
    answer: retentionView,
  })
  async withdrawForTemplate(@Member() caller: MemberCaller, @Param('id') id: string) {
    await this.change.run(caller, pathId<TemplateId>(id), null);
    return this.view(caller.organisationId);
  }

  private async view(organisationId: OrganisationId): Promise<RetentionView> {
    const { organisation, templates } = await this.read.run(organisationId);
    return {
      warningDays: WARNING_DAYS,
      organisation: organisation && toView(organisation),
      templates: templates.map(({ id, name, rule }) => ({
        templateId: id,
        templateName: name,
        rule: toView(rule),
      })),
    };
  }
}

function toView({ documentsAfterDays, personalAfterDays, locked, setAt }: DeclaredRule) {
  return { documentsAfterDays, personalAfterDays, locked, setAt: setAt.toISOString() };
}
