import type { Call } from './call';

/** Mails that wait for an administrator's word after a restore. */
export interface HeldMails {
  /** Empty while mails are sent as they come. */
  readonly holds: readonly {
    readonly cause: 'log-older' | 'another-database' | 'operator';
    readonly detail: string;
    readonly heldAt: string;
  }[];
  readonly waiting: readonly {
    readonly kind: HeldMailKind;
    readonly count: number;
    readonly oldestAt: string;
  }[];
  readonly waitingCount: number;
}

export type HeldMailKind =
  | 'send-invitation'
  | 'send-reminder'
  | 'send-completed'
  | 'send-declined'
  | 'send-voided'
  | 'send-expired'
  | 'tell-auditor'
  | 'tell-of-alarm'
  | 'warn-of-retention';

export const getHeldMails = (call: Call): Promise<HeldMails> => call('GET /held-mails');

/** @param kinds all of them when left out */
export const settleHeldMails = (
  call: Call,
  what: 'release' | 'discard',
  reason: string,
  kinds?: readonly HeldMailKind[],
): Promise<HeldMails> => {
  const body = { reason, ...(kinds && { kinds: [...kinds] }) };
  return what === 'release'
    ? call('POST /held-mails/release', { body })
    : call('POST /held-mails/discard', { body });
};
