import { asId, type EnvelopeId, type LegalHoldId, type UserId } from '../../domain/ids.js';
import type { LegalHold, LegalHoldRepository } from '../../ports/legal-holds.js';
import { Prisma } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

interface HoldRow {
  readonly id: string;
  readonly envelope_id: string;
  readonly title: string;
  readonly reason: string;
  readonly placed_by: string;
  readonly placed_by_name: string;
  readonly placed_at: Date;
  readonly lifted_by_name: string | null;
  readonly lifted_at: Date | null;
  readonly lift_reason: string | null;
}

const columns = Prisma.sql`h.id::text, h.envelope_id::text, e.title, h.reason, h.placed_by, h.placed_by_name, h.placed_at,
  h.lifted_by_name, h.lifted_at, h.lift_reason FROM legal_hold h JOIN envelope e ON e.id = h.envelope_id`;

export class PrismaLegalHoldRepository implements LegalHoldRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async ofEnvelope(envelopeId: EnvelopeId): Promise<LegalHold[]> {
    return await this.many(
      Prisma.sql`WHERE h.envelope_id = ${envelopeId}::uuid AND h.lifted_at IS NULL ORDER BY h.placed_at, h.id`,
    );
  }

  async ofSubjectEmails(emails: readonly string[]): Promise<LegalHold[]> {
    const wanted = emails.map((email) => email.toLowerCase());
    return await this.many(Prisma.sql`WHERE h.lifted_at IS NULL AND (
      EXISTS (SELECT FROM recipient r WHERE r.envelope_id = h.envelope_id AND lower(r.email) = ANY (${wanted}))
      OR lower(e.sender_email) = ANY (${wanted})
      OR EXISTS (SELECT FROM audit_event a JOIN audit_personal p ON p.event_id = a.id
        WHERE a.stream = 'envelope:' || h.envelope_id AND lower(p.value::jsonb ->> 'email') = ANY (${wanted})))
      ORDER BY h.placed_at, h.id`);
  }

  async list(): Promise<LegalHold[]> {
    return await this.many(
      Prisma.sql`ORDER BY h.lifted_at IS NULL DESC, h.placed_at DESC, h.id DESC LIMIT 500`,
    );
  }

  async find(id: LegalHoldId): Promise<LegalHold | null> {
    return (await this.many(Prisma.sql`WHERE h.id = ${id}::uuid`))[0] ?? null;
  }

  async insert({
    id,
    envelopeId,
    reason,
    placedBy,
  }: Parameters<LegalHoldRepository['insert']>[0]): Promise<void> {
    const { organisationId, now } = this.scope;
    await this.scope.client.legalHold.create({
      data: {
        ...{ id, organisationId, envelopeId, reason },
        ...{ placedBy: placedBy.id, placedByName: placedBy.name, placedAt: now },
      },
    });
  }

  async lift(
    id: LegalHoldId,
    by: { readonly id: UserId; readonly name: string },
    reason: string,
  ): Promise<boolean> {
    const { count } = await this.scope.client.legalHold.updateMany({
      where: { id, liftedAt: null },
      data: { liftedBy: by.id, liftedByName: by.name, liftedAt: this.scope.now, liftReason: reason },
    });
    return count === 1;
  }

  private async many(condition: Prisma.Sql): Promise<LegalHold[]> {
    const rows = await this.scope.client.$queryRaw<HoldRow[]>`SELECT ${columns} ${condition}`;
    return rows.map(toHold);
  }
}

function toHold(row: HoldRow): LegalHold {
  const { lifted_at: at, lifted_by_name: by, lift_reason: reason } = row;
  return {
    id: asId<LegalHoldId>(row.id),
    envelopeId: asId<EnvelopeId>(row.envelope_id),
    envelopeTitle: row.title,
    reason: row.reason,
    placedBy: { id: asId<UserId>(row.placed_by), name: row.placed_by_name },
    placedAt: row.placed_at,
    lifted: at === null ? null : { at, by: by ?? '', reason: reason ?? '' },
  };
}
