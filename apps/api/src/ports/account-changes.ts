import type { MemberRecord } from './members.js';
import type { Transaction } from './transaction.js';

/** A change better-auth makes to an account that belongs into the record. */
export type AccountChange =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'signed-out'; readonly sessionCount: number }
  | { readonly kind: 'password-changed' };

/** Called inside the transaction of the change; when it throws, the change is undone. */
export type NoteAccountChange = (
  tx: Transaction,
  member: MemberRecord,
  change: AccountChange,
) => Promise<void>;

export interface AccountNotes {
  readonly note: NoteAccountChange;
  /** A change was undone. The library swallows some faults, and would say that somebody is signed out who is not. */
  readonly failed: (fault: unknown) => void;
}
