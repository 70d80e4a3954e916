import { AppError } from '../../domain/app-error.js';
import type { DueForgetting } from '../../ports/due-forgetting.js';
import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { LogAlarm } from '../../ports/log-alarms.js';
import type { Mailer } from '../../ports/mailer.js';
import type { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { mailRetryMs, refusalCode } from './delivery-rules.js';
import type { MailContent } from './mail/mail-content.js';
import { messageId } from './mail/message-id.js';
import { oneLine } from './mail/plain-words.js';
import { renderHtml } from './mail/render-html.js';
import { renderText } from './mail/render-text.js';
import { utcMinute } from './mail/utc-minute.js';

export interface TellOfAlarmParts {
  readonly unitOfWork: UnitOfWork;
  readonly mailer: Mailer;
  readonly organisations: Organisations;
  /** Who the administrators are. */
  readonly administrators: Pick<DueForgetting, 'administrators'>;
  readonly publicUrl: string;
}

/** Tells every administrator of an alarm of the monitor. A second run repeats mails under the same Message-ID. */
export class TellOfAlarmJob implements JobHandler<'tell-of-alarm'> {
  readonly kind = 'tell-of-alarm';

  constructor(private readonly parts: TellOfAlarmParts) {}

  async run(
    { alarmId }: { alarmId: string },
    { organisationId, jobId, attempt }: JobContext,
  ): Promise<JobOutcome> {
    const { unitOfWork, mailer, organisations, administrators, publicUrl } = this.parts;
    const alarm = await unitOfWork.read(organisationId, (tx) => tx.logAlarms.find(alarmId));
    if (alarm === null) return { state: 'done' };
    const content = composeAlarm(alarm, await organisations.nameOf(organisationId), publicUrl);
    let outcome: JobOutcome = { state: 'done' };
    const people = await administrators.administrators(organisationId);
    for (const [index, { name, email }] of people.entries()) {
      const receipt = await mailer
        .send({
          messageId: messageId({ kind: 'alarm', generation: index + 1, recipient: jobId }, publicUrl),
          fromName: 'Sealwright',
          to: { name: oneLine(name, 80), address: email },
          subject: content.subject,
          text: renderText(content),
          html: renderHtml(content),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        .catch(refusedAddress);
      if (receipt.state !== 'deferred') continue;
      const at = new Date(Date.now() + mailRetryMs(attempt));
      const detail = 'An administrator could not be told yet.';
      outcome = { state: 'later', at, code: refusalCode(receipt), detail };
    }
    return outcome;
  }
}

/** One address that cannot be used must not keep the others from hearing. */
function refusedAddress(error: unknown): { state: 'failed'; smtpCode: null; response: string } {
  if (!(error instanceof AppError) || error.code !== 'mail-address-invalid') throw error;
  return { state: 'failed', smtpCode: null, response: 'This e-mail address cannot be used.' };
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
