import { asId, type OrganisationId, type UserId } from '../../domain/ids.js';
import { type MemberRecord, type MemberRole, Members } from '../../ports/members.js';
import { toAppError } from './database-errors.js';
import { Prisma, type PrismaClient } from './generated/client.js';

interface MemberRow {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly role: string;
}

const columns = Prisma.sql`u.id AS user_id, u.name, u.email, o.id::text AS organisation_id, o.name AS organisation_name, m.role`;
const joins = Prisma.sql`JOIN member m ON m.user_id = u.id JOIN organization o ON o.id = m.organization_id`;

export class PrismaMembers extends Members {
  constructor(private readonly prisma: Pick<PrismaClient, '$queryRaw'>) {
    super();
  }

  override bySessionToken(token: string): Promise<MemberRecord | null> {
    return this.one(Prisma.sql`
      SELECT ${columns} FROM session s JOIN "user" u ON u.id = s.user_id ${joins}
      WHERE s.token = ${token} AND s.expires_at > now()
        AND (s.active_organization_id IS NULL OR s.active_organization_id = m.organization_id::text)
      ORDER BY m.created_at, m.id LIMIT 1`);
  }

  override ofOrganisation(userId: string, organisationId: OrganisationId): Promise<MemberRecord | null> {
    return this.one(Prisma.sql`
      SELECT ${columns} FROM "user" u ${joins} WHERE u.id = ${userId} AND o.id = ${organisationId}::uuid`);
  }

  override async userIdOf(email: string): Promise<string | null> {
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`SELECT id FROM "user" WHERE email = ${email}`;
    return rows[0]?.id ?? null;
  }

  override firstOf(userId: string): Promise<MemberRecord | null> {
    return this.one(Prisma.sql`
      SELECT ${columns} FROM "user" u ${joins} WHERE u.id = ${userId} ORDER BY m.created_at, m.id LIMIT 1`);
  }

  private async one(query: Prisma.Sql): Promise<MemberRecord | null> {
    const rows = await this.prisma.$queryRaw<MemberRow[]>(query).catch((error: unknown) => {
      throw toAppError(error);
    });
    const [row] = rows;
    if (row === undefined) return null;
    return {
      userId: asId<UserId>(row.user_id),
      name: row.name,
      email: row.email,
      organisationId: asId<OrganisationId>(row.organisation_id),
      organisationName: row.organisation_name,
      role: toRole(row.role),
    };
  }
}

/** better-auth keeps several roles as a comma-separated list; the strongest counts, an unknown one counts least. */
function toRole(roles: string): MemberRole {
  const given = new Set(roles.split(',').map((role) => role.trim()));
  if (given.has('owner')) return 'owner';
  if (given.has('admin')) return 'admin';
  return given.has('auditor') && given.size === 1 ? 'auditor' : 'member';
}
