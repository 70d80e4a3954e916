import type { OrganisationId } from '../domain/ids.js';
import type { MemberRecord } from '../ports/members.js';

/** Finds out who a browser's session cookie, or the maker of an API key, is. One database query each. */
export abstract class SessionReader {
  /** @param cookieHeader the whole Cookie header. Null for no, forged, expired or revoked sessions. */
  abstract fromCookies(cookieHeader: string | undefined): Promise<MemberRecord | null>;
  /** The user as a member of the organisation today; null once they have left. */
  abstract asMember(userId: string, organisationId: OrganisationId): Promise<MemberRecord | null>;
}
