import type { LinkOrigin } from '../../domain/identification.js';
import {
  type ApiKeyId,
  asId,
  type EnvelopeId,
  type OrganisationId,
  type RecipientId,
  type RecipientLinkId,
  type SignerSessionId,
  type UserId,
} from '../../domain/ids.js';
import {
  AccessLookups,
  type AuditorAccess,
  type ResolvedApiKey,
  type ResolvedLink,
  type ResolvedSignerSession,
} from '../../ports/access-lookups.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';

interface LinkRow {
  readonly organisation_id: string;
  readonly link_id: string;
  readonly recipient_id: string;
  readonly envelope_id: string;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly origin: LinkOrigin;
}

interface SessionRow {
  readonly organisation_id: string;
  readonly session_id: string;
  readonly link_id: string;
  readonly recipient_id: string;
  readonly envelope_id: string;
}

interface ApiKeyRow {
  readonly organisation_id: string;
  readonly api_key_id: string;
  readonly created_by: string;
  readonly scopes: string[];
}

export class PrismaAccessLookups extends AccessLookups {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async resolveLink(tokenHash: Uint8Array): Promise<ResolvedLink | null> {
    const rows = await this.prisma.$queryRaw<LinkRow[]>`
      SELECT * FROM resolve_link(${Uint8Array.from(tokenHash)})`.catch(rethrow);
    const row = rows[0];
    if (!row) return null;
    return {
      organisationId: asId<OrganisationId>(row.organisation_id),
      linkId: asId<RecipientLinkId>(row.link_id),
      recipientId: asId<RecipientId>(row.recipient_id),
      envelopeId: asId<EnvelopeId>(row.envelope_id),
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
      origin: row.origin,
    };
  }

  override async resolveSignerSession(tokenHash: Uint8Array): Promise<ResolvedSignerSession | null> {
    const rows = await this.prisma.$queryRaw<SessionRow[]>`
      SELECT * FROM resolve_signer_session(${Uint8Array.from(tokenHash)})`.catch(rethrow);
    const row = rows[0];
    if (!row) return null;
    return {
      organisationId: asId<OrganisationId>(row.organisation_id),
      sessionId: asId<SignerSessionId>(row.session_id),
      linkId: asId<RecipientLinkId>(row.link_id),
      recipientId: asId<RecipientId>(row.recipient_id),
      envelopeId: asId<EnvelopeId>(row.envelope_id),
    };
  }

  override async resolveRevokedApiKey(
    secretHash: Uint8Array,
  ): Promise<Pick<ResolvedApiKey, 'organisationId' | 'apiKeyId'> | null> {
    const rows = await this.prisma.$queryRaw<Pick<ApiKeyRow, 'organisation_id' | 'api_key_id'>[]>`
      SELECT * FROM resolve_revoked_api_key(${Uint8Array.from(secretHash)})`.catch(rethrow);
    const row = rows[0];
    if (!row) return null;
    const organisationId = asId<OrganisationId>(row.organisation_id);
    return { organisationId, apiKeyId: asId<ApiKeyId>(row.api_key_id) };
  }

  override async resolveApiKey(secretHash: Uint8Array): Promise<ResolvedApiKey | null> {
    const rows = await this.prisma.$queryRaw<ApiKeyRow[]>`
      SELECT * FROM resolve_api_key(${Uint8Array.from(secretHash)})`.catch(rethrow);
    const row = rows[0];
    if (!row) return null;
    return {
      organisationId: asId<OrganisationId>(row.organisation_id),
      apiKeyId: asId<ApiKeyId>(row.api_key_id),
      createdBy: row.created_by,
      scopes: row.scopes,
    };
  }

  override async auditorAccess(
    userId: UserId,
    organisationId: OrganisationId,
  ): Promise<AuditorAccess | null> {
    const rows = await this.prisma.$queryRaw<AuditorAccess[]>`
      SELECT expires_at AS "expiresAt", ended_at AS "endedAt", ended_at IS NULL AND expires_at > now() AS "isRunning"
      FROM auditor_access(${userId}, ${organisationId}::uuid)`.catch(rethrow);
    return rows[0] ?? null;
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
