import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { Organisations } from '../../ports/organisations.js';
import type { MailContent } from './mail/mail-content.js';
import { oneLine } from './mail/plain-words.js';
import { utcMinute } from './mail/utc-minute.js';
import { type TellAdministratorsParts, tellAdministrators } from './tell-administrators.js';

export interface WarnOfRetentionParts extends TellAdministratorsParts {
  readonly organisations: Organisations;
}

interface Warning {
  readonly envelopeCount: number;
  readonly eraseAtIso: string;
}

/** Tells every administrator what a retention rule will erase. A second run repeats mails under the same Message-ID. */
export class WarnOfRetentionJob implements JobHandler<'warn-of-retention'> {
  readonly kind = 'warn-of-retention';

  constructor(private readonly parts: WarnOfRetentionParts) {}

  async run(warning: Warning, context: JobContext): Promise<JobOutcome> {
    const organisationName = await this.parts.organisations.nameOf(context.organisationId);
    const content = composeWarning(warning, organisationName, this.parts.publicUrl);
    return await tellAdministrators(this.parts, context, 'retention', content);
  }
}

function composeWarning(
  { envelopeCount, eraseAtIso }: Warning,
  organisationName: string,
  publicUrl: string,
): MailContent {
  const envelopes = envelopeCount === 1 ? '1 envelope' : `${envelopeCount} envelopes`;
  const lead = `A retention rule of ${oneLine(organisationName, 80)} will erase data of ${envelopes}.`;
  return {
    subject: `${envelopes} will be erased by your retention rule`,
    preview: lead,
    heading: 'Announced erasure',
    lead,
    quote: null,
    act: { label: 'See the retention rules', url: new URL('/settings/retention', publicUrl).href },
    facts: [{ label: 'Not before', value: utcMinute(new Date(eraseAtIso)) }],
    notes: [
      'Download what you still need, place a legal hold on what must stay, or change the rule. Each envelope shows what is planned for it.',
      'What is erased cannot be brought back. The audit record and its proofs stay.',
    ],
    footer: ['Sent to the administrators of the organisation.'],
  };
}
