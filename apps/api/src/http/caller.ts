import type {
  ApiKeyId,
  EnvelopeId,
  OrganisationId,
  RecipientId,
  SignerSessionId,
  UserId,
} from '../domain/ids.js';
import type { RecordContext } from '../events/record.js';
import type { MemberRole } from '../ports/members.js';

export const apiScopes = [
  'envelopes:read',
  'envelopes:write',
  'templates:read',
  'templates:write',
  'bulk:write',
  'keys:read',
] as const;
export type ApiScope = (typeof apiScopes)[number];

/** Somebody of an organisation, by browser session or by API key. An API key acts in the name of who made it. */
export interface MemberCaller {
  readonly kind: 'member';
  readonly via: 'session' | 'api-key';
  readonly organisationId: OrganisationId;
  readonly organisationName: string;
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly scopes: readonly string[];
  readonly apiKeyId?: ApiKeyId;
  /** Set for auditors: when their access ends. */
  readonly auditsUntil?: Date;
  /** Ready for `record(tx, events, caller.context)`. */
  readonly context: RecordContext;
}

/** Somebody with a signer's cookie: bound to one recipient of one envelope. */
export interface SignerCaller {
  readonly kind: 'signer';
  readonly organisationId: OrganisationId;
  readonly envelopeId: EnvelopeId;
  readonly recipientId: RecipientId;
  readonly sessionId: SignerSessionId;
  readonly context: RecordContext;
}

export interface PublicCaller {
  readonly kind: 'public';
  readonly ip: string;
  readonly userAgent: string;
}

export type Caller = MemberCaller | SignerCaller | PublicCaller;
