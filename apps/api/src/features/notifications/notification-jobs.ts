import type { Envelope } from '../../domain/envelope.js';
import {
  asId,
  type EnvelopeId,
  type MailId,
  type OrganisationId,
  type RecipientId,
} from '../../domain/ids.js';
import type { Recipient } from '../../domain/recipient.js';
import type { JobContext, JobHandler, JobOutcome } from '../../ports/job-handler.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { DeliverMail, MailOrder, WrittenMail } from './deliver-mail.js';
import type { WriteMails } from './write-mails.js';

export interface NotificationParts {
  readonly unitOfWork: UnitOfWork;
  readonly deliver: DeliverMail;
  readonly write: WriteMails;
}

/** The jobs that send mails. The mail's row carries the job's id, so a job that runs twice finds its own mail. */
export function notificationJobs(parts: NotificationParts): readonly JobHandler[] {
  const { write } = parts;
  return [
    new InvitationJob('send-invitation', parts),
    new InvitationJob('send-reminder', parts),
    new EndJob('completed', parts, (...about) => write.completed(...about)),
    new DeclinedJob(parts),
    new EndJob('voided', parts, async (tx, envelope, recipient) =>
      recipient === null ? null : await write.voided(tx, envelope, recipient),
    ),
    new EndJob('expired', parts, (...about) => write.expired(...about)),
  ];
}

class InvitationJob<Kind extends 'send-invitation' | 'send-reminder'> implements JobHandler<Kind> {
  constructor(
    readonly kind: Kind,
    private readonly parts: NotificationParts,
  ) {}

  async run(
    payload: { recipientId: string },
    { organisationId, jobId, attempt }: JobContext,
  ): Promise<JobOutcome> {
    const recipientId = asId<RecipientId>(payload.recipientId);
    const reminder = this.kind === 'send-reminder';
    const order: MailOrder = {
      id: asId<MailId>(jobId),
      kind: reminder ? 'reminder' : 'invitation',
      envelopeId: null,
      recipientId,
      isFirstRun: attempt === 1,
      generation: reminder ? null : 1,
    };
    return await this.parts.deliver.run(organisationId, order, (tx, envelope) =>
      toRecipient(envelope, recipientId, (recipient) =>
        this.parts.write.invitation(tx, envelope, recipient, reminder),
      ),
    );
  }
}

type End = 'completed' | 'voided' | 'expired';
type WriteEnd = (
  tx: Transaction,
  envelope: Envelope,
  recipient: Recipient | null,
) => Promise<WrittenMail | null>;

/** An envelope came to an end: one mail to one recipient, or with `recipientId` null to the sender. */
class EndJob<Kind extends End> implements JobHandler<`send-${Kind}`> {
  readonly kind: `send-${Kind}`;

  constructor(
    private readonly end: Kind,
    private readonly parts: NotificationParts,
    private readonly write: WriteEnd,
  ) {
    this.kind = `send-${end}`;
  }

  async run(
    payload: { envelopeId: string; recipientId: string | null },
    { organisationId, jobId, attempt }: JobContext,
  ): Promise<JobOutcome> {
    const recipientId = payload.recipientId === null ? null : asId<RecipientId>(payload.recipientId);
    const order: MailOrder = {
      id: asId<MailId>(jobId),
      kind: this.end,
      envelopeId: asId<EnvelopeId>(payload.envelopeId),
      recipientId,
      isFirstRun: attempt === 1,
      generation: 1,
    };
    return await this.parts.deliver.run(organisationId, order, (tx, envelope) =>
      recipientId === null
        ? this.write(tx, envelope, null)
        : toRecipient(envelope, recipientId, (recipient) => this.write(tx, envelope, recipient)),
    );
  }
}

/** One job, several mails: the sender and everybody else who was already asked. Each mail has a row of its own. */
class DeclinedJob implements JobHandler<'send-declined'> {
  readonly kind = 'send-declined';
  constructor(private readonly parts: NotificationParts) {}

  async run(
    payload: { envelopeId: string },
    { organisationId, jobId, attempt }: JobContext,
  ): Promise<JobOutcome> {
    const envelopeId = asId<EnvelopeId>(payload.envelopeId);
    const told = await this.parts.unitOfWork.read(organisationId, (tx) => othersWhoWereAsked(tx, envelopeId));
    const about = { organisationId, envelopeId, isFirstRun: attempt === 1 };
    let outcome = await this.tell(about, null, asId<MailId>(jobId));
    for (const { recipientId, mailId } of told) {
      const one = await this.tell(about, recipientId, mailId);
      if (one.state === 'later') outcome = one;
    }
    return outcome;
  }

  private async tell(
    about: { organisationId: OrganisationId; envelopeId: EnvelopeId; isFirstRun: boolean },
    recipientId: RecipientId | null,
    id: MailId,
  ): Promise<JobOutcome> {
    const { organisationId, ...of } = about;
    const order: MailOrder = { id, kind: 'declined', ...of, recipientId, generation: 1 };
    const { write } = this.parts;
    return await this.parts.deliver.run(organisationId, order, (tx, envelope) =>
      recipientId === null
        ? write.declined(tx, envelope, null)
        : toRecipient(envelope, recipientId, (recipient) => write.declined(tx, envelope, recipient)),
    );
  }
}

/** A recipient gets at most one mail about a decline, so the recipient's own id can name it. */
async function othersWhoWereAsked(tx: Transaction, envelopeId: EnvelopeId) {
  const envelope = await tx.envelopes.find(envelopeId);
  const asked = envelope?.recipients.filter(
    ({ invitedAt, status }) => invitedAt !== null && status !== 'declined',
  );
  return (asked ?? []).map(({ id }) => ({ recipientId: id, mailId: asId<MailId>(id) }));
}

async function toRecipient(
  envelope: Envelope,
  recipientId: RecipientId,
  write: (recipient: Recipient) => Promise<WrittenMail | null>,
): Promise<WrittenMail | null> {
  const recipient = envelope.recipients.find(({ id }) => id === recipientId);
  return recipient ? await write(recipient) : null;
}
