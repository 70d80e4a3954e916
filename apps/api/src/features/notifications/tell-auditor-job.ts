import { AppError } from '../../domain/app-error.js';
import { type AuditorGrantId, asId } from '../../domain/ids.js';
import { bySystem, record } from '../../events/record.js';
import type { AuditorGrant } from '../../ports/auditor-grants.js';
import type { Ids } from '../../ports/ids.js';
import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { DeliveryReceipt, Mailer } from '../../ports/mailer.js';
import type { Organisations } from '../../ports/organisations.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { mailRetryMs, refusalCode } from './delivery-rules.js';
import { composeAuditorMail } from './mail/compose-auditor-mail.js';
import { messageId } from './mail/message-id.js';
import { oneLine } from './mail/plain-words.js';
import { renderHtml } from './mail/render-html.js';
import { renderText } from './mail/render-text.js';

/** Long enough for a holiday, never longer than the access itself. */
const PASSWORD_LINK_DAYS = 7;
const DAY_MS = 86_400_000;

export interface TellAuditorParts {
  readonly unitOfWork: UnitOfWork;
  readonly ids: Ids;
  readonly mailer: Mailer;
  readonly organisations: Organisations;
  readonly publicUrl: string;
}

/**
 * Tells an auditor about the access. Whoever has no password yet gets a link to set one; its token exists in the mail alone
 * and every mail makes a new one, the older ones end.
 */
export class TellAuditorJob implements JobHandler<'tell-auditor'> {
  readonly kind = 'tell-auditor';

  constructor(private readonly parts: TellAuditorParts) {}

  /** @throws AppError `mail-address-invalid` when the mail is refused for good: the job is parked and Settings shows why. */
  async run({ grantId }: { grantId: string }, context: JobContext): Promise<JobOutcome> {
    const { unitOfWork } = this.parts;
    const { organisationId } = context;
    const ready = await unitOfWork.transact(organisationId, (tx) => this.prepare(tx, asId(grantId)));
    if (ready === null) return { state: 'done' };
    const receipt = await this.hand(ready, context);
    if (receipt.state === 'failed') throw new AppError('mail-address-invalid', receipt.response);
    if (receipt.state === 'deferred') return await this.later(context, receipt);
    const { grant, setsPassword: withPasswordLink } = ready;
    const data = { grantId: grant.id, userId: grant.auditor.id, withPasswordLink };
    await unitOfWork.transact(organisationId, (tx) =>
      record(tx, [{ type: 'auditor.invited', data }], bySystem),
    );
    return { state: 'done' };
  }

  /** Null when the access is over before anybody heard of it. */
  private async prepare(tx: Transaction, id: AuditorGrantId) {
    const grant = await tx.auditorGrants.find(id);
    if (grant === null || grant.endedAt !== null || grant.expiresAt <= tx.now) return null;
    const lastDay = tx.now.getTime() + PASSWORD_LINK_DAYS * DAY_MS;
    const linkUntil = new Date(Math.min(lastDay, grant.expiresAt.getTime()));
    const url = await this.address(tx, grant, linkUntil);
    return { grant, url, linkUntil, setsPassword: !grant.hasPassword };
  }

  private async address(
    tx: Transaction,
    { auditor, hasPassword }: AuditorGrant,
    until: Date,
  ): Promise<string> {
    const { ids, publicUrl } = this.parts;
    if (hasPassword) return new URL('/audit', publicUrl).href;
    const token = ids.token();
    await tx.auditorGrants.keepPasswordLink(auditor.id, token, until);
    // Behind the #: browsers keep it out of requests, and so out of logs.
    return new URL(`/set-password#${token}`, publicUrl).href;
  }

  private async hand(
    ready: { grant: AuditorGrant; url: string; linkUntil: Date; setsPassword: boolean },
    { organisationId, jobId, attempt }: JobContext,
  ): Promise<DeliveryReceipt> {
    const { grant, ...link } = ready;
    const { mailer, organisations, publicUrl } = this.parts;
    const organisationName = await organisations.nameOf(organisationId);
    const { name, email } = grant.auditor;
    const content = composeAuditorMail({ ...grant, name, email, organisationName }, link);
    return await mailer.send({
      messageId: messageId({ kind: 'auditor', generation: attempt, recipient: jobId }, publicUrl),
      fromName: 'Sealwright',
      to: { name: oneLine(name, 80), address: email },
      subject: content.subject,
      text: renderText(content),
      html: renderHtml(content),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
  }

  private async later(
    { organisationId, attempt }: JobContext,
    receipt: DeliveryReceipt,
  ): Promise<JobOutcome> {
    const now = await this.parts.unitOfWork.read(organisationId, async (tx) => tx.now);
    const at = new Date(now.getTime() + mailRetryMs(attempt));
    return { state: 'later', at, code: refusalCode(receipt), detail: receipt.response };
  }
}
