import type {
  ApiKeyId,
  EnvelopeId,
  OrganisationId,
  RecipientId,
  RecipientLinkId,
  SignerSessionId,
} from '../domain/ids.js';

export interface ResolvedLink {
  readonly organisationId: OrganisationId;
  readonly linkId: RecipientLinkId;
  readonly recipientId: RecipientId;
  readonly envelopeId: EnvelopeId;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
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
}
