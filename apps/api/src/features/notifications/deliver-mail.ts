import { AppError } from '../../domain/app-error.js';
import type { Envelope } from '../../domain/envelope.js';
import { isErasedAddress } from '../../domain/erased.js';
import type { EnvelopeFact } from '../../domain/events.js';
import type { EnvelopeId, MailId, OrganisationId, RecipientId } from '../../domain/ids.js';
import { bySystem, record } from '../../events/record.js';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { JobOutcome } from '../../ports/job-handler.js';
import type { MailKind, MailRecord } from '../../ports/mail-repository.js';
import type { DeliveryReceipt, Mailbox, Mailer, MailMessage } from '../../ports/mailer.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { mailRetryMs, refusalCode } from './delivery-rules.js';
import type { MailContent } from './mail/mail-content.js';
import { messageId } from './mail/message-id.js';
import { oneLine } from './mail/plain-words.js';
import { renderHtml } from './mail/render-html.js';
import { renderText } from './mail/render-text.js';
import { acceptedEvent, refusedEvent, senderEvent } from './mail-events.js';

/** One mail to one person, as far as it can be said before its text is written. */
export interface MailOrder {
  readonly id: MailId;
  readonly kind: MailKind;
  /** Null: the one of the recipient. */
  readonly envelopeId: EnvelopeId | null;
  readonly recipientId: RecipientId | null;
  /** True when this job never ran before, so that no row can be there yet. */
  readonly isFirstRun: boolean;
  /** Null: the next one of its kind, for reminders. */
  readonly generation: number | null;
}

/** The mail itself. `null` when it has no point any more: the envelope ended, the person has acted. */
export interface WrittenMail {
  readonly to: Mailbox;
  readonly replyTo: Mailbox | null;
  readonly fromName: string;
  readonly content: MailContent;
}
export type WriteMail = (tx: Transaction, envelope: Envelope) => Promise<WrittenMail | null>;

/**
 * Sends one mail, at least once: the row is written first, then the mail leaves, then the answer is written down. A crash
 * between the last two (K11) sends it again with the same Message-ID. What the server said stays with the mail.
 */
export class DeliverMail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly crashPoints: CrashPoints,
    private readonly publicUrl: string,
  ) {}

  async run(organisationId: OrganisationId, order: MailOrder, write: WriteMail): Promise<JobOutcome> {
    const ready = await this.unitOfWork.transact(organisationId, (tx) => this.prepare(tx, order, write));
    if (ready === null) return { state: 'done' };
    this.crashPoints.reach('K10');
    const { mail, written } = ready;
    const receipt = await this.hand({
      messageId: mail.messageId,
      fromName: oneLine(written.fromName, 80),
      to: { name: oneLine(written.to.name, 80), address: written.to.address },
      ...(written.replyTo && {
        replyTo: { name: oneLine(written.replyTo.name, 80), address: written.replyTo.address },
      }),
      subject: written.content.subject,
      text: renderText(written.content),
      html: renderHtml(written.content),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
    this.crashPoints.reach('K11');
    return await this.settle(organisationId, mail, receipt);
  }

  /** An address the mailer will not touch is a refusal like the server's own. */
  private async hand(message: MailMessage): Promise<DeliveryReceipt> {
    try {
      return await this.mailer.send(message);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'mail-address-invalid') throw error;
      return { state: 'failed', smtpCode: null, response: 'This e-mail address cannot be used.' };
    }
  }

  /** Text first, row second: a mail that has no point any more leaves no row that seems to wait. */
  private async prepare(tx: Transaction, order: MailOrder, write: WriteMail) {
    const known = order.isFirstRun ? null : await tx.mails.find(order.id);
    if (known?.state === 'sent' || known?.state === 'failed') return null;
    const envelopeId = order.envelopeId ?? (await envelopeIdOf(tx, order));
    const envelope = envelopeId && (await tx.envelopes.find(envelopeId));
    const written = envelope && (await write(tx, envelope));
    // Somebody who was erased in the meantime gets no mail: there is nobody to reach any more.
    if (!written || isErasedAddress(written.to.address)) return null;
    const mail = await this.beginRow(tx, order, envelope.id);
    return mail.state === 'sent' || mail.state === 'failed' ? null : { mail, written };
  }

  private async beginRow(tx: Transaction, order: MailOrder, envelopeId: EnvelopeId): Promise<MailRecord> {
    const { id, kind, recipientId } = order;
    const known = order.isFirstRun ? null : await tx.mails.find(id);
    const generation =
      known?.generation ??
      order.generation ??
      (recipientId === null ? 1 : await tx.mails.nextGeneration(recipientId, kind));
    const recipient = recipientId ?? `sender-${envelopeId}`;
    const name = messageId({ kind, generation, recipient }, this.publicUrl);
    return await tx.mails.begin({ id, kind, envelopeId, recipientId, generation, messageId: name });
  }

  private async settle(
    organisationId: OrganisationId,
    mail: MailRecord,
    receipt: DeliveryReceipt,
  ): Promise<JobOutcome> {
    return await this.unitOfWork.transact(organisationId, async (tx) => {
      const retryAt = new Date(tx.now.getTime() + mailRetryMs(mail.attempts));
      const later = receipt.state === 'deferred' ? retryAt : null;
      await tx.mails.settle(mail.id, receipt, later);
      await record(tx, [toldEvent(mail, receipt, later)], bySystem);
      if (!later) return { state: 'done' as const };
      return { state: 'later' as const, at: later, code: refusalCode(receipt), detail: receipt.response };
    });
  }
}

async function envelopeIdOf(tx: Transaction, { recipientId }: MailOrder): Promise<EnvelopeId | null> {
  return recipientId === null ? null : await tx.envelopes.envelopeIdOf(recipientId);
}

function toldEvent(mail: MailRecord, receipt: DeliveryReceipt, retryAt: Date | null): EnvelopeFact {
  if (mail.recipientId === null) return senderEvent(mail, receipt, retryAt);
  const about = { ...mail, recipientId: mail.recipientId };
  return receipt.state === 'sent' ? acceptedEvent(about) : refusedEvent(about, receipt, retryAt);
}
