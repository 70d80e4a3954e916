import { createHash } from 'node:crypto';
import { type AuditorGrantId, asId, type UserId } from '../../domain/ids.js';
import type { AuditorGrant, AuditorGrantRepository, KnownAccount } from '../../ports/auditor-grants.js';
import { Prisma } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

interface GrantRow {
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly reason: string;
  readonly granted_by: string | null;
  readonly starts_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
  readonly last_sign_in_at: Date | null;
  readonly has_password: boolean;
  readonly mail_state: 'waiting' | 'sent' | 'refused' | null;
  readonly mail_detail: string | null;
  readonly mail_next_at: Date | null;
}

const hasPassword = Prisma.sql`EXISTS (SELECT FROM account a WHERE a.user_id = u.id AND a.password IS NOT NULL)`;
const columns = Prisma.sql`g.id::text, g.user_id, u.name, u.email, g.reason, giver.name AS granted_by, g.starts_at,
  g.expires_at, g.ended_at, ${hasPassword} AS has_password,
  (SELECT max(s.created_at) FROM session s WHERE s.user_id = u.id) AS last_sign_in_at,
  job.mail_state, job.mail_detail, job.mail_next_at
  FROM auditor_grant g JOIN "user" u ON u.id = g.user_id LEFT JOIN "user" giver ON giver.id = g.granted_by
  LEFT JOIN LATERAL (
    SELECT CASE WHEN o.parked_at IS NOT NULL THEN 'refused' WHEN o.done_at IS NOT NULL THEN 'sent' ELSE 'waiting' END
        AS mail_state,
      CASE WHEN o.done_at IS NULL THEN o.last_error END AS mail_detail,
      CASE WHEN o.done_at IS NULL AND o.parked_at IS NULL AND o.attempts > 0 THEN o.available_at END AS mail_next_at
    FROM outbox_job o WHERE o.organisation_id = g.organisation_id AND o.created_at >= g.starts_at
      AND o.kind = 'tell-auditor' AND o.payload ->> 'grantId' = g.id::text
    ORDER BY o.created_at DESC LIMIT 1) job ON true`;

export class PrismaAuditorGrantRepository implements AuditorGrantRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async list(): Promise<AuditorGrant[]> {
    return await this.many(Prisma.sql`
      ORDER BY (g.ended_at IS NULL AND g.expires_at > now()) DESC, g.starts_at DESC, g.id DESC LIMIT 500`);
  }

  async find(id: AuditorGrantId): Promise<AuditorGrant | null> {
    return (await this.many(Prisma.sql`WHERE g.id = ${id}::uuid`))[0] ?? null;
  }

  async openOf(userId: UserId): Promise<AuditorGrant | null> {
    return (await this.many(Prisma.sql`WHERE g.user_id = ${userId} AND g.ended_at IS NULL`))[0] ?? null;
  }

  async accountOf(email: string): Promise<KnownAccount | null> {
    const { client, organisationId } = this.scope;
    const [row] = await client.$queryRaw<
      { id: string; name: string; has_password: boolean; role_here: string; is_elsewhere: boolean }[]
    >`SELECT u.id, u.name, ${hasPassword} AS has_password,
        COALESCE((SELECT m.role FROM member m WHERE m.user_id = u.id AND m.organization_id = ${organisationId}::uuid), '')
          AS role_here,
        EXISTS (SELECT FROM member m WHERE m.user_id = u.id AND m.organization_id <> ${organisationId}::uuid)
          AS is_elsewhere
      FROM "user" u WHERE u.email = ${email}`;
    if (row === undefined) return null;
    return {
      userId: asId<UserId>(row.id),
      name: row.name,
      hasPassword: row.has_password,
      roleHere: row.role_here,
      isElsewhere: row.is_elsewhere,
    };
  }

  async insertAuditor({
    userId,
    name,
    email,
  }: Parameters<AuditorGrantRepository['insertAuditor']>[0]): Promise<void> {
    const { client, organisationId, ids } = this.scope;
    await client.user.create({ data: { id: userId, name, email } });
    await client.member.create({
      data: { id: ids.uuid(), organizationId: organisationId, userId, role: 'auditor' },
    });
  }

  async insert(grant: Parameters<AuditorGrantRepository['insert']>[0]): Promise<void> {
    const { client, organisationId, now } = this.scope;
    await client.auditorGrant.create({ data: { ...grant, organisationId, startsAt: now } });
  }

  async extend(id: AuditorGrantId, expiresAt: Date): Promise<void> {
    await this.scope.client.auditorGrant.update({ where: { id }, data: { expiresAt } });
  }

  async end(id: AuditorGrantId, by: UserId | null): Promise<number> {
    const { client, now } = this.scope;
    const { userId } = await client.auditorGrant.update({
      where: { id },
      data: { endedAt: now, endedBy: by },
    });
    await client.verification.deleteMany({ where: { value: userId } });
    return (await client.session.deleteMany({ where: { userId } })).count;
  }

  async keepPasswordLink(userId: UserId, token: string, expiresAt: Date): Promise<void> {
    const { client, ids } = this.scope;
    await client.verification.deleteMany({ where: { value: userId } });
    // The form better-auth itself stores and looks for with `verification.storeIdentifier: 'hashed'`.
    const identifier = createHash('sha256').update(`reset-password:${token}`).digest('base64url');
    await client.verification.create({ data: { id: ids.uuid(), identifier, value: userId, expiresAt } });
  }

  private async many(condition: Prisma.Sql): Promise<AuditorGrant[]> {
    const rows = await this.scope.client.$queryRaw<GrantRow[]>`SELECT ${columns} ${condition}`;
    return rows.map(toGrant);
  }
}

function toGrant(row: GrantRow): AuditorGrant {
  return {
    id: asId<AuditorGrantId>(row.id),
    auditor: { id: asId<UserId>(row.user_id), name: row.name, email: row.email },
    reason: row.reason,
    grantedBy: row.granted_by,
    startsAt: row.starts_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    lastSignInAt: row.last_sign_in_at,
    hasPassword: row.has_password,
    mail: row.mail_state && {
      state: row.mail_state,
      detail: row.mail_detail,
      nextAttemptAt: row.mail_next_at,
    },
  };
}
