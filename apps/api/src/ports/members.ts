import type { OrganisationId, UserId } from '../domain/ids.js';

/** An auditor reads the evidence, for a time, and does nothing else. */
export type MemberRole = 'owner' | 'admin' | 'member' | 'auditor';

/** A user as a member of one organisation. */
export interface MemberRecord {
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
  readonly organisationId: OrganisationId;
  readonly organisationName: string;
  readonly role: MemberRole;
}

/** Who belongs to which organisation. One query per answer, never from memory: who leaves is out at once. */
export abstract class Members {
  /** The member behind a live session; null when the session ended or its user has no organisation. */
  abstract bySessionToken(token: string): Promise<MemberRecord | null>;
  abstract ofOrganisation(userId: string, organisationId: OrganisationId): Promise<MemberRecord | null>;
  /** The user with this e-mail address, in lower case. */
  abstract userIdOf(email: string): Promise<string | null>;
  /** The organisation a user works in: the one they joined first. */
  abstract firstOf(userId: string): Promise<MemberRecord | null>;
}
