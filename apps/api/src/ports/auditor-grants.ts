import type { AuditorGrantId, UserId } from '../domain/ids.js';

/** Somebody's time-boxed right to read the evidence of an organisation. */
export interface AuditorGrant {
  readonly id: AuditorGrantId;
  readonly auditor: { readonly id: UserId; readonly name: string; readonly email: string };
  readonly reason: string;
  /** Name of the administrator, null once their account is gone. */
  readonly grantedBy: string | null;
  readonly startsAt: Date;
  readonly expiresAt: Date;
  /** Null unless somebody ended it before its time. */
  readonly endedAt: Date | null;
  readonly lastSignInAt: Date | null;
  readonly hasPassword: boolean;
  /** The newest mail that told them; null when its job is long gone. */
  readonly mail: {
    readonly state: 'waiting' | 'sent' | 'refused';
    readonly detail: string | null;
    readonly nextAttemptAt: Date | null;
  } | null;
}

/** An account as far as granting needs to know it. */
export interface KnownAccount {
  readonly userId: UserId;
  readonly name: string;
  readonly hasPassword: boolean;
  /** The roles of the account here, '' when it has none. */
  readonly roleHere: string;
  /** True when the account belongs to another organisation of this installation. */
  readonly isElsewhere: boolean;
}

export interface AuditorGrantRepository {
  /** Running first, then the newest; at most 500. */
  list(): Promise<AuditorGrant[]>;
  find(id: AuditorGrantId): Promise<AuditorGrant | null>;
  /** The grant of this person that has not been ended; it may have expired. */
  openOf(userId: UserId): Promise<AuditorGrant | null>;
  accountOf(email: string): Promise<KnownAccount | null>;
  /** A new account that can only audit: no password yet. */
  insertAuditor(account: {
    readonly userId: UserId;
    readonly name: string;
    readonly email: string;
  }): Promise<void>;
  insert(grant: {
    readonly id: AuditorGrantId;
    readonly userId: UserId;
    readonly reason: string;
    readonly grantedBy: UserId;
    readonly expiresAt: Date;
  }): Promise<void>;
  extend(id: AuditorGrantId, expiresAt: Date): Promise<void>;
  /**
   * Ends the grant and deletes the sessions and password links of its person.
   * @param by null: it ran out by itself and is only closed
   * @returns the number of sessions
   */
  end(id: AuditorGrantId, by: UserId | null): Promise<number>;
  /** Keeps one link to set a password: the hash of its identifier, in the form better-auth looks for. Older ones end. */
  keepPasswordLink(userId: UserId, token: string, expiresAt: Date): Promise<void>;
}
