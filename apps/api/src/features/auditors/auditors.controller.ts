import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { isMailAddress, isPersonName } from '../../domain/address.js';
import type { AuditorGrantId } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { Operation } from '../../http/operation.decorator.js';
import { pageOf, pathId } from '../../http/parameters.js';
import { admins, Policy } from '../../http/policy.decorator.js';
import type { AuditorGrant } from '../../ports/auditor-grants.js';
import { GrantAuditor } from './grant-auditor.js';
import { LONGEST_DAYS, USUAL_DAYS } from './grant-period.js';
import { SteerAuditor } from './steer-auditor.js';

const days = z
  .int('Give whole days.')
  .min(1, 'Give at least 1 day.')
  .max(LONGEST_DAYS, `At most ${LONGEST_DAYS} days; extend the access later if the audit lasts longer.`);

const grantInput = z
  .strictObject({
    name: z.string().trim().refine(isPersonName, 'Give the name of a person.'),
    email: z.string().trim().refine(isMailAddress, 'Give an e-mail address, such as ada@example.com.'),
    reason: z.string().trim().min(1, 'Say what the audit is for.').max(500),
    days: days.default(USUAL_DAYS),
  })
  .meta({ id: 'AuditorGrantCreate' });
const extendInput = z.strictObject({ days: days.describe('From now') }).meta({ id: 'AuditorGrantExtend' });

const grantView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    reason: z.string(),
    grantedBy: z.string().nullable(),
    startsAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable().describe('When somebody ended it before its time'),
    state: z.enum(['running', 'expired', 'ended']),
    hasPassword: z.boolean(),
    lastSignInAt: z.iso.datetime().nullable().describe('Of a session that still lives'),
    mail: z
      .object({
        state: z.enum(['waiting', 'sent', 'refused']),
        detail: z.string().nullable(),
        nextAttemptAt: z.iso.datetime().nullable(),
      })
      .nullable()
      .describe('The newest mail that told the auditor'),
  })
  .meta({ id: 'AuditorGrant' });

@Controller('api/v1/auditors')
export class AuditorsController {
  constructor(
    @Inject(GrantAuditor) private readonly grant: GrantAuditor,
    @Inject(SteerAuditor) private readonly steer: SteerAuditor,
  ) {}

  @Get()
  @Policy(admins)
  @Operation({ summary: 'Who may read the evidence, and until when', answer: pageOf(grantView) })
  async list(@Member() caller: MemberCaller) {
    const { grants, now } = await this.steer.list(caller);
    return { items: grants.map((grant) => toView(grant, now)), nextCursor: null };
  }

  @Post()
  @HttpCode(201)
  @Policy(admins)
  @Operation({
    summary: 'Let somebody read the evidence for some days (recorded)',
    description: 'They get a mail with a link to set a password.',
    answer: grantView,
    problems: ['auditor-is-member', 'auditor-address-taken', 'auditor-already-invited'],
  })
  async create(
    @Member() caller: MemberCaller,
    @Body({ schema: grantInput }) input: z.infer<typeof grantInput>,
  ) {
    const granted = await this.grant.run(caller, input);
    return toView(granted, granted.startsAt);
  }

  @Post(':id/extend')
  @HttpCode(204)
  @Policy(admins)
  @Operation({
    summary: 'Move the end of an access (recorded)',
    problems: ['auditor-grant-over', 'auditor-period-invalid'],
  })
  async extend(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Body({ schema: extendInput }) input: z.infer<typeof extendInput>,
  ) {
    await this.steer.extend(caller, pathId<AuditorGrantId>(id), input.days);
  }

  @Post(':id/mail')
  @HttpCode(204)
  @Policy(admins)
  @Operation({ summary: 'Send the mail once more (recorded)', problems: ['auditor-grant-over'] })
  async tellAgain(@Member() caller: MemberCaller, @Param('id') id: string) {
    await this.steer.tellAgain(caller, pathId<AuditorGrantId>(id));
  }

  @Post(':id/end')
  @HttpCode(204)
  @Policy(admins)
  @Operation({ summary: 'End an access and its sessions at once (recorded)' })
  async end(@Member() caller: MemberCaller, @Param('id') id: string) {
    await this.steer.end(caller, pathId<AuditorGrantId>(id));
  }
}

function toView(grant: AuditorGrant, now: Date): z.infer<typeof grantView> {
  const { id, auditor, reason, grantedBy, hasPassword, mail } = grant;
  const over = grant.expiresAt <= now ? ('expired' as const) : ('running' as const);
  return {
    ...{ id, name: auditor.name, email: auditor.email, reason, grantedBy, hasPassword },
    startsAt: grant.startsAt.toISOString(),
    expiresAt: grant.expiresAt.toISOString(),
    endedAt: grant.endedAt?.toISOString() ?? null,
    state: grant.endedAt === null ? over : 'ended',
    lastSignInAt: grant.lastSignInAt?.toISOString() ?? null,
    mail: mail && { ...mail, nextAttemptAt: mail.nextAttemptAt?.toISOString() ?? null },
  };
}
