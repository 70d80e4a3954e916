import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import type { z } from 'zod';
import type { OrganisationId } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { Operation } from '../../http/operation.decorator.js';
import { admins, members, Policy } from '../../http/policy.decorator.js';
import type { AuthorityStatus } from '../../ports/timestamp-authorities.js';
import { ChangeSealingPolicy } from './change-sealing-policy.js';
import { ReadSealingSettings } from './read-sealing-settings.js';
import {
  type SealingSettingsView,
  sealingPolicyInput,
  sealingSettingsView,
} from './sealing-settings.schema.js';

@Controller('api/v1/sealing-settings')
export class SealingSettingsController {
  constructor(
    @Inject(ReadSealingSettings) private readonly read: ReadSealingSettings,
    @Inject(ChangeSealingPolicy) private readonly change: ChangeSealingPolicy,
  ) {}

  @Get()
  @Policy(members('keys:read'))
  @Operation({
    summary: 'Timestamps and level of the organisation’s seals, and how the authorities are',
    answer: sealingSettingsView,
  })
  settings(@Member() { organisationId }: MemberCaller) {
    return this.view(organisationId);
  }

  @Put('policy')
  @Policy(admins)
  @Operation({
    summary: 'Declare whether seals carry timestamps, and which level they reach (recorded)',
    description: 'Holds for envelopes that are sealed from now on.',
    answer: sealingSettingsView,
    problems: ['sealing-policy-contradicts', 'timestamp-authority-missing', 'revocation-source-missing'],
  })
  async declare(
    @Member() caller: MemberCaller,
    @Body({ schema: sealingPolicyInput }) input: z.infer<typeof sealingPolicyInput>,
  ) {
    await this.change.run(caller, input);
    return this.view(caller.organisationId);
  }

  private async view(organisationId: OrganisationId): Promise<SealingSettingsView> {
    const { policy, chosen, levels, authorities } = await this.read.run(organisationId);
    return { policy: { ...policy }, chosen, levels: [...levels], authorities: authorities.map(toView) };
  }
}

function toView({ answer, ...status }: AuthorityStatus): SealingSettingsView['authorities'][number] {
  const { name, state, code, detail, since, checkedAt, nextAttemptAt } = status;
  return {
    ...{ name, state, code, detail },
    since: since.toISOString(),
    checkedAt: checkedAt.toISOString(),
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    answer: answer && {
      at: answer.at.toISOString(),
      clockSkewMs: answer.clockSkewMs,
      signer: answer.signer,
      signerNotAfter: answer.signerNotAfter.toISOString(),
    },
  };
}
