import { asId, type EnvelopeId, type MailId, type RecipientId } from '../../domain/ids.js';
import type { MailKind, MailRecord, MailRepository, NewMail } from '../../ports/mail-repository.js';
import type { DeliveryReceipt } from '../../ports/mailer.js';
import type { Mail as MailRow } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaMailRepository implements MailRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async begin(mail: NewMail): Promise<MailRecord> {
    const { organisationId, now, client } = this.scope;
    const row = { ...mail, organisationId, attempts: 1, createdAt: now, updatedAt: now };
    const [made] = await client.mail.createManyAndReturn({ data: [row], skipDuplicates: true });
    if (made) return toMail(made);
    const { id, messageId } = mail;
    const known = await client.mail.findFirstOrThrow({ where: { OR: [{ id }, { messageId }] } });
    const data = { attempts: { increment: 1 }, updatedAt: now };
    return toMail(await client.mail.update({ where: { id: known.id }, data }));
  }

  async find(id: MailId): Promise<MailRecord | null> {
    const row = await this.scope.client.mail.findUnique({ where: { id } });
    return row && toMail(row);
  }

  async nextGeneration(recipientId: RecipientId, kind: MailKind): Promise<number> {
    const highest = await this.scope.client.mail.aggregate({
      where: { recipientId, kind },
      _max: { generation: true },
    });
    return (highest._max.generation ?? 0) + 1;
  }

  async settle(id: MailId, receipt: DeliveryReceipt, nextAttemptAt: Date | null): Promise<void> {
    const { now } = this.scope;
    await this.scope.client.mail.updateMany({
      where: { id, state: { not: 'sent' } },
      data: {
        state: receipt.state,
        smtpCode: receipt.smtpCode,
        smtpResponse: receipt.response,
        updatedAt: now,
        sentAt: receipt.state === 'sent' ? now : null,
        nextAttemptAt,
      },
    });
  }
}

function toMail(row: MailRow): MailRecord {
  return {
    id: asId<MailId>(row.id),
    envelopeId: asId<EnvelopeId>(row.envelopeId),
    recipientId: row.recipientId === null ? null : asId<RecipientId>(row.recipientId),
    kind: row.kind as MailKind,
    generation: row.generation,
    messageId: row.messageId,
    state: row.state,
    attempts: row.attempts,
  };
}
