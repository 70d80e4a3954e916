import type { LinkOrigin } from '../domain/identification.js';
import type {
  ApiKeyId,
  EnvelopeId,
  OrganisationId,
  RecipientId,
  RecipientLinkId,
  SignerSessionId,
  UserId,
} from '../domain/ids.js';

export interface ResolvedLink {
  readonly organisationId: OrganisationId;
  readonly linkId: RecipientLinkId;
  readonly recipientId: RecipientId;
  readonly envelopeId: EnvelopeId;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly origin: LinkOrigin;
}

export interface ResolvedSignerSession {
  readonly organisationId: OrganisationId;
  readonly sessionId: SignerSessionId;
  readonly linkId: RecipientLinkId;
  readonly recipientId: RecipientId;
  readonly envelopeId: EnvelopeId;
}

export interface ResolvedApiKey {
  readonly organisationId: OrganisationId;
  readonly apiKeyId: ApiKeyId;
  readonly createdBy: string;
  readonly scopes: readonly string[];
}

/** How long somebody may read the evidence. */
export interface AuditorAccess {
  readonly expiresAt: Date;
  /** When an administrator ended it before its time. */
  readonly endedAt: Date | null;
  /** By the database's clock. */
  readonly isRunning: boolean;
}

/**
 * From the hash of a secret to the organisation it belongs to: the only reads that happen before an organisation is
 * known, each through a database function that answers nothing else. Hash: SHA-256 of the secret's text.
 */
export abstract class AccessLookups {
  /** Also finds expired and revoked links, so that the page can say which. */
  abstract resolveLink(tokenHash: Uint8Array): Promise<ResolvedLink | null>;
  /** Only live sessions: not ended, not expired, link not revoked. */
  abstract resolveSignerSession(tokenHash: Uint8Array): Promise<ResolvedSignerSession | null>;
  /** Only keys that are not revoked. */
  abstract resolveApiKey(secretHash: Uint8Array): Promise<ResolvedApiKey | null>;
  /** Only keys that were revoked: whose record a further use of one belongs into. */
  abstract resolveRevokedApiKey(
    secretHash: Uint8Array,
  ): Promise<Pick<ResolvedApiKey, 'organisationId' | 'apiKeyId'> | null>;
  /** The running grant of an auditor, else the newest one; null when there never was one. */
  abstract auditorAccess(userId: UserId, organisationId: OrganisationId): Promise<AuditorAccess | null>;
}
