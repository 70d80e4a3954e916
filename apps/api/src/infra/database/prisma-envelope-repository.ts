import type { Envelope } from '../../domain/envelope.js';
import { asId, type EnvelopeId, type RecipientId } from '../../domain/ids.js';
import type { SigningAct } from '../../domain/sign.js';
import type {
  DeliveryStatus,
  EnvelopeCounts,
  EnvelopeFilter,
  EnvelopeListItem,
  EnvelopeRepository,
} from '../../ports/envelope-repository.js';
import { bytes, toEnvelope } from './envelope-rows.js';
import { countEnvelopes, findListItem, listEnvelopes } from './list-envelopes.js';
import type { RepositoryScope } from './repository-scope.js';
import { deleteEnvelope, insertEnvelope, saveEnvelope } from './save-envelope.js';

interface From {
  readonly ip?: string;
  readonly userAgent?: string;
}

export class PrismaEnvelopeRepository implements EnvelopeRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async find(id: EnvelopeId): Promise<Envelope | null> {
    const { client } = this.scope;
    const envelope = await client.envelope.findUnique({ where: { id } });
    if (envelope === null) return null;
    const ofEnvelope = { where: { envelopeId: id }, orderBy: { position: 'asc' } } as const;
    const documents = await client.document.findMany(ofEnvelope);
    const recipients = await client.recipient.findMany(ofEnvelope);
    const fields = await client.field.findMany({ ...ofEnvelope, include: { value: true } });
    return toEnvelope({ envelope, documents, recipients, fields });
  }

  async lock(id: EnvelopeId): Promise<Envelope | null> {
    const rows = await this.scope.client.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM envelope WHERE id = ${id}::uuid FOR UPDATE`;
    return rows.length === 0 ? null : this.find(id);
  }

  insert(draft: Envelope): Promise<void> {
    return insertEnvelope(this.scope, draft);
  }

  save(previous: Envelope, next: Envelope): Promise<void> {
    return saveEnvelope(this.scope, previous, next);
  }

  deleteDraft(id: EnvelopeId): Promise<void> {
    return deleteEnvelope(this.scope, id);
  }

  async insertSignature(envelopeId: EnvelopeId, act: SigningAct, from: From): Promise<void> {
    await this.scope.client.signature.create({
      data: {
        recipientId: act.recipientId,
        organisationId: this.scope.organisationId,
        envelopeId,
        valuesSha256: bytes(act.valuesSha256Hex),
        signedAt: act.signedAt,
        ip: from.ip ?? null,
        userAgent: from.userAgent ?? null,
      },
    });
    await this.scope.client.signedDocument.createMany({
      data: act.documents.map(({ documentId, sha256Hex }) => ({
        recipientId: act.recipientId,
        documentId,
        organisationId: this.scope.organisationId,
        envelopeId,
        sha256: bytes(sha256Hex),
      })),
    });
  }

  async noteWhereabouts(recipientId: RecipientId, from: From): Promise<void> {
    const data = { ip: from.ip ?? null, userAgent: from.userAgent ?? null };
    await this.scope.client.recipient.update({ where: { id: recipientId }, data });
  }

  list(filter: EnvelopeFilter): Promise<EnvelopeListItem[]> {
    return listEnvelopes(this.scope, filter);
  }

  counts(): Promise<EnvelopeCounts> {
    return countEnvelopes(this.scope);
  }

  listItem(id: EnvelopeId): Promise<EnvelopeListItem | null> {
    return findListItem(this.scope, id);
  }

  /** Mail states and seal states are part of what a page shows, so they are part of the version it watches. */
  async versionOf(id: EnvelopeId): Promise<string | null> {
    const rows = await this.scope.client.$queryRaw<{ version: string }[]>`
      SELECT concat_ws('.', e.version,
        (SELECT max(m.updated_at) FROM mail m WHERE m.envelope_id = e.id),
        (SELECT string_agg(s.state::text || coalesce(s.cause_code, ''), ',' ORDER BY s.id) FROM seal s WHERE s.envelope_id = e.id)
      ) AS version FROM envelope e WHERE e.id = ${id}::uuid`;
    return rows[0]?.version ?? null;
  }

  async deliveries(id: EnvelopeId): Promise<ReadonlyMap<string, DeliveryStatus>> {
    const mails = await this.scope.client.mail.findMany({
      where: { envelopeId: id, recipientId: { not: null } },
      orderBy: [{ createdAt: 'asc' }, { generation: 'asc' }],
    });
    return new Map(
      mails.map((mail) => {
        const detail = mail.state === 'sent' ? null : mail.smtpResponse;
        return [mail.recipientId ?? '', { state: mail.state, detail, at: mail.sentAt ?? mail.updatedAt }];
      }),
    );
  }

  async lastMailAt(recipientId: RecipientId): Promise<Date | null> {
    const mail = await this.scope.client.mail.findFirst({
      where: { recipientId },
      orderBy: { createdAt: 'desc' },
      select: { createdAt: true },
    });
    return mail?.createdAt ?? null;
  }

  async envelopeIdOf(recipientId: RecipientId): Promise<EnvelopeId | null> {
    const row = await this.scope.client.recipient.findUnique({
      where: { id: recipientId },
      select: { envelopeId: true },
    });
    return row === null ? null : asId<EnvelopeId>(row.envelopeId);
  }
}
