import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { Operation } from '../../http/operation.decorator.js';
import { pathId } from '../../http/parameters.js';
import { admins, Policy } from '../../http/policy.decorator.js';
import { AcknowledgeAlarm } from './acknowledge-alarm.js';
import { acknowledgement, alarmList, logStatusView } from './log-status.schema.js';
import { ReadLogStatus } from './read-log-status.js';

@Controller('api/v1/log')
@Policy(admins)
export class LogStatusController {
  constructor(
    @Inject(ReadLogStatus) private readonly read: ReadLogStatus,
    @Inject(AcknowledgeAlarm) private readonly acknowledge: AcknowledgeAlarm,
  ) {}

  @Get('status')
  @Operation({
    summary: 'The transparency log: checkpoint, keys, who keeps it, what the monitor found',
    answer: logStatusView,
  })
  status(@Member() { organisationId }: MemberCaller) {
    return this.read.run(organisationId);
  }

  @Get('alarms')
  @Operation({ summary: 'Alarms of the monitor; those not acknowledged come first', answer: alarmList })
  alarms(@Member() { organisationId }: MemberCaller) {
    return this.read.alarms(organisationId);
  }

  @Post('alarms/:alarmId/acknowledgement')
  @Operation({
    summary: 'Take note of an alarm, with a reason (recorded)',
    description: 'The alarm stays on record; it only leaves the pages.',
    answer: alarmList,
  })
  async acknowledgeAlarm(
    @Member() caller: MemberCaller,
    @Param('alarmId') alarmId: string,
    @Body({ schema: acknowledgement }) { reason }: z.infer<typeof acknowledgement>,
  ) {
    await this.acknowledge.run(caller, pathId(alarmId), reason);
    return this.read.alarms(caller.organisationId);
  }
}
