import type { OrganisationId, UserId } from '../domain/ids.js';
import type { MemberRole } from './caller.js';

export interface BrowserSession {
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
  readonly organisationId: OrganisationId;
  readonly organisationName: string;
  readonly role: MemberRole;
}

/** Finds out who a browser's session cookie, or the maker of an API key, is. One database query each. */
export abstract class SessionReader {
  /** @param cookieHeader the whole Cookie header. Null for no, forged, expired or revoked sessions. */
  abstract fromCookies(cookieHeader: string | undefined): Promise<BrowserSession | null>;
  /** The user as a member of the organisation today; null once they have left. */
  abstract asMember(userId: string, organisationId: OrganisationId): Promise<BrowserSession | null>;
}
