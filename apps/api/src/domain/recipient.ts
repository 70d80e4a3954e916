import type { RecipientId } from './ids.js';

export const recipientRoles = ['signer', 'approver', 'copy'] as const;
/** signer: puts a signature on the document. approver: agrees, without one. copy: gets the sealed result only. */
export type RecipientRole = (typeof recipientRoles)[number];

export const recipientStatuses = [
  'waiting',
  'invited',
  'opened',
  'consented',
  'completed',
  'declined',
] as const;
export type RecipientStatus = (typeof recipientStatuses)[number];

export interface Recipient {
  readonly id: RecipientId;
  /** The caller's own name for this recipient inside the envelope ("buyer"). */
  readonly key: string;
  readonly position: number;
  readonly name: string;
  readonly email: string;
  readonly role: RecipientRole;
  /** Equal numbers act in parallel, lower ones first. Means nothing for a copy. */
  readonly routingOrder: number;
  readonly status: RecipientStatus;
  readonly invitedAt: Date | null;
  readonly openedAt: Date | null;
  readonly consentedAt: Date | null;
  readonly consentVersion: string | null;
  readonly consentSha256Hex: string | null;
  readonly completedAt: Date | null;
  readonly declinedAt: Date | null;
  readonly declineReason: string | null;
}

/** True for those whose act the envelope waits for. */
export function mustAct(recipient: Pick<Recipient, 'role'>): boolean {
  return recipient.role !== 'copy';
}

/** True once the recipient's own act is over, one way or the other. */
export function hasActed(recipient: Pick<Recipient, 'status'>): boolean {
  return recipient.status === 'completed' || recipient.status === 'declined';
}
