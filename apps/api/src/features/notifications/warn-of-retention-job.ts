import { AppError } from '../../domain/app-error.js';
import type { DueForgetting } from '../../ports/due-forgetting.js';
import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { Mailer } from '../../ports/mailer.js';
import type { Organisations } from '../../ports/organisations.js';
import { mailRetryMs, refusalCode } from './delivery-rules.js';
import type { MailContent } from './mail/mail-content.js';
import { messageId } from './mail/message-id.js';
import { oneLine } from './mail/plain-words.js';
import { renderHtml } from './mail/render-html.js';
import { renderText } from './mail/render-text.js';
import { utcMinute } from './mail/utc-minute.js';

export interface WarnOfRetentionParts {
  readonly mailer: Mailer;
  readonly organisations: Organisations;
  readonly due: DueForgetting;
  readonly publicUrl: string;
}

interface Warning {
  readonly envelopeCount: number;
  readonly eraseAtIso: string;
}

/** Tells every administrator what a retention rule will erase. A second run repeats mails under the same Message-ID. */
export class WarnOfRetentionJob implements JobHandler<'warn-of-retention'> {
  readonly kind = 'warn-of-retention';

  constructor(private readonly parts: WarnOfRetentionParts) {}

  async run(warning: Warning, { organisationId, jobId, attempt }: JobContext): Promise<JobOutcome> {
    const { mailer, organisations, due, publicUrl } = this.parts;
    const organisationName = await organisations.nameOf(organisationId);
    const content = composeWarning(warning, organisationName, publicUrl);
    let outcome: JobOutcome = { state: 'done' };
    for (const [index, { name, email }] of (await due.administrators(organisationId)).entries()) {
      const receipt = await mailer
        .send({
          messageId: messageId({ kind: 'retention', generation: index + 1, recipient: jobId }, publicUrl),
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
      outcome = {
        state: 'later',
        at,
        code: refusalCode(receipt),
        detail: 'An administrator could not be told yet.',
      };
    }
    return outcome;
  }
}

/** One address that cannot be used must not keep the others from hearing. */
function refusedAddress(error: unknown): { state: 'failed'; smtpCode: null; response: string } {
  if (!(error instanceof AppError) || error.code !== 'mail-address-invalid') throw error;
  return { state: 'failed', smtpCode: null, response: 'This e-mail address cannot be used.' };
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
