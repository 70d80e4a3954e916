import type { OrganisationId } from '../../domain/ids.js';
import { SessionReader } from '../../http/session-reader.js';
import type { MemberRecord, Members } from '../../ports/members.js';
import { readSessionToken } from './session-cookie.js';

/** Reads better-auth's session cookie: the signature here, everything else in one query. */
export class CookieSessionReader extends SessionReader {
  constructor(
    private readonly members: Members,
    private readonly publicUrl: URL,
    private readonly secret: string,
  ) {
    super();
  }

  override async fromCookies(cookieHeader: string | undefined): Promise<MemberRecord | null> {
    const token = readSessionToken(cookieHeader, this.publicUrl, this.secret);
    return token === null ? null : this.members.bySessionToken(token);
  }

  override asMember(userId: string, organisationId: OrganisationId): Promise<MemberRecord | null> {
    return this.members.ofOrganisation(userId, organisationId);
  }
}
