import type { OrganisationId } from '../domain/ids.js';
import type { JobKind } from './jobs.js';

/**
 * The jobs that send something to a person. The functions of migration `restore` know the same kinds; a test holds them
 * against each other.
 */
export const mailJobKinds = [
  'send-invitation',
  'send-reminder',
  'send-completed',
  'send-declined',
  'send-voided',
  'send-expired',
  'tell-auditor',
  'tell-of-alarm',
  'warn-of-retention',
] as const satisfies readonly JobKind[];
export type MailJobKind = (typeof mailJobKinds)[number];

/** Why mails are held. `operator`: somebody said so on the command line. */
export type MailHoldCause = 'log-older' | 'another-database' | 'operator';

export interface MailHoldSign {
  /** What was noticed: the same thing holds mails once. */
  readonly fingerprint: string;
  readonly cause: MailHoldCause;
  /** A sentence for a person. */
  readonly detail: string;
}

export interface MailHold extends MailHoldSign {
  readonly id: string;
  readonly heldAt: Date;
}

export interface HeldMails {
  readonly kind: MailJobKind;
  readonly count: number;
  readonly oldestAt: Date;
}

/** Mails of one organisation that wait for somebody's word, because what they say may have been sent before. */
export interface MailHoldRepository {
  /** @returns null when the same thing held mails before, released or not */
  open(sign: MailHoldSign): Promise<MailHold | null>;
  /** Those not ended yet, oldest first. */
  running(): Promise<readonly MailHold[]>;
  /** What waits under them, kind by kind. */
  waiting(): Promise<readonly HeldMails[]>;
  /**
   * From now on mails of these kinds are sent again; those that wait are sent, or given up.
   * @returns how many of each kind that concerned; null when nothing was held
   */
  settle(kinds: readonly MailJobKind[], what: 'release' | 'discard'): Promise<readonly HeldMails[] | null>;
}

/** Signs of a restore, and what is held, over all organisations. @throws AppError */
export abstract class RestoreSigns {
  /** Which database this is; a dump loaded elsewhere is another one. */
  abstract databaseIdentity(): Promise<string>;
  /** The head of the log the database knows; null before it was named. */
  abstract logHead(): Promise<{
    readonly generation: number;
    readonly size: number;
    readonly rootHex: string;
  } | null>;
  abstract held(): Promise<readonly { readonly organisationId: OrganisationId; readonly waiting: number }[]>;
}

/** Beside the database: which one this installation worked with last. @throws AppError `storage-unavailable` */
export abstract class InstanceMarker {
  /** Null before the first start. */
  abstract read(): Promise<string | null>;
  abstract write(databaseIdentity: string): Promise<void>;
}
