import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { LogAlarm } from '../../ports/log-alarms.js';
import type { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { MailContent } from './mail/mail-content.js';
import { oneLine } from './mail/plain-words.js';
import { utcMinute } from './mail/utc-minute.js';
import { type TellAdministratorsParts, tellAdministrators } from './tell-administrators.js';

export interface TellOfAlarmParts extends TellAdministratorsParts {
  readonly unitOfWork: UnitOfWork;
  readonly organisations: Organisations;
}

/** Tells every administrator of an alarm of the monitor. A second run repeats mails under the same Message-ID. */
export class TellOfAlarmJob implements JobHandler<'tell-of-alarm'> {
  readonly kind = 'tell-of-alarm';

  constructor(private readonly parts: TellOfAlarmParts) {}

  async run({ alarmId }: { alarmId: string }, context: JobContext): Promise<JobOutcome> {
    const { unitOfWork, organisations, publicUrl } = this.parts;
    const { organisationId } = context;
    const alarm = await unitOfWork.read(organisationId, (tx) => tx.logAlarms.find(alarmId));
    if (alarm === null) return { state: 'done' };
    const content = composeAlarm(alarm, await organisations.nameOf(organisationId), publicUrl);
    return await tellAdministrators(this.parts, context, 'alarm', content);
  }
}

function composeAlarm(alarm: LogAlarm, organisationName: string, publicUrl: string): MailContent {
  const organisation = oneLine(organisationName, 80);
  const lead =
    alarm.code === 'events-lost'
      ? `The database of ${organisation} was put back to an older state; what was recorded after that is gone.`
      : `Somebody or something changed the audit record of ${organisation}, or the log it stands in.`;
  return {
    subject: `Audit alarm: ${alarm.code}`,
    preview: lead,
    heading: 'Audit alarm',
    lead,
    quote: null,
    act: { label: 'See what was found', url: new URL('/settings/audit-log', publicUrl).href },
    facts: [
      { label: 'Found', value: oneLine(alarm.sentence, 500) },
      ...(alarm.stream === null ? [] : [{ label: 'Where', value: placeOf(alarm) }]),
      { label: 'Code', value: alarm.code },
      { label: 'Raised', value: utcMinute(alarm.raisedAt) },
    ],
    notes: [
      'Keep the checkpoints and audit certificates you have outside of this server: they show what the record was.',
      'The alarm stays on every page for administrators until one of you acknowledges it with a reason.',
    ],
    footer: ['Sent to the administrators of the organisation.'],
  };
}

function placeOf({ stream, seq }: LogAlarm): string {
  return seq === null ? oneLine(stream ?? '', 120) : `${oneLine(stream ?? '', 120)}, number ${seq}`;
}
