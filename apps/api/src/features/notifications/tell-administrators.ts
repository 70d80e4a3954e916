import { AppError } from '../../domain/app-error.js';
import type { DueForgetting } from '../../ports/due-forgetting.js';
import type { JobContext, JobOutcome } from '../../ports/job-handler.js';
import type { Mailer } from '../../ports/mailer.js';
import { mailRetryMs, refusalCode } from './delivery-rules.js';
import type { MailContent } from './mail/mail-content.js';
import { messageId } from './mail/message-id.js';
import { oneLine } from './mail/plain-words.js';
import { renderHtml } from './mail/render-html.js';
import { renderText } from './mail/render-text.js';

export interface TellAdministratorsParts {
  readonly mailer: Mailer;
  /** Who the administrators are. */
  readonly administrators: Pick<DueForgetting, 'administrators'>;
  readonly publicUrl: string;
}

/**
 * Sends one mail to every administrator of the organisation. A second run repeats the mails under the same Message-IDs.
 *
 * @param kind the first word of the Message-ID
 */
export async function tellAdministrators(
  { mailer, administrators, publicUrl }: TellAdministratorsParts,
  { organisationId, jobId, attempt }: JobContext,
  kind: string,
  content: MailContent,
): Promise<JobOutcome> {
  let outcome: JobOutcome = { state: 'done' };
  const people = await administrators.administrators(organisationId);
  for (const [index, { name, email }] of people.entries()) {
    const receipt = await mailer
      .send({
        messageId: messageId({ kind, generation: index + 1, recipient: jobId }, publicUrl),
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

/** One address that cannot be used must not keep the others from hearing. */
function refusedAddress(error: unknown): { state: 'failed'; smtpCode: null; response: string } {
  if (!(error instanceof AppError) || error.code !== 'mail-address-invalid') throw error;
  return { state: 'failed', smtpCode: null, response: 'This e-mail address cannot be used.' };
}
