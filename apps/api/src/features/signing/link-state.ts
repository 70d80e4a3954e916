import { AppError } from '../../domain/app-error.js';
import type { Envelope } from '../../domain/envelope.js';
import { isErasedAddress } from '../../domain/erased.js';
import type { Recipient } from '../../domain/recipient.js';
import type { ResolvedLink } from '../../ports/access-lookups.js';
import { recipientIn } from './signer.js';

/** How long after the end a link still shows and hands out the sealed file. */
export const RESULT_AVAILABLE_MS = 90 * 86_400_000;

export type SigningPhase = 'consent' | 'sign' | 'wait' | 'done' | 'declined' | 'voided' | 'expired' | 'copy';

/** What the recipient's page shows, from the state alone. */
export function phaseOf(envelope: Envelope, recipient: Recipient, myTurn: boolean, now: Date): SigningPhase {
  switch (envelope.status) {
    case 'voided':
      return 'voided';
    case 'declined':
      return 'declined';
    case 'expired':
      return 'expired';
    case 'draft':
    case 'sealing':
    case 'completed':
      return recipient.role === 'copy' ? 'copy' : 'done';
    case 'sent':
      if (recipient.status === 'completed') return 'done';
      if (envelope.expiresAt <= now) return 'expired';
      if (recipient.role === 'copy') return 'copy';
      if (!myTurn) return 'wait';
      return recipient.consentVersion === null ? 'consent' : 'sign';
  }
}

/**
 * Says whether a link may still be exchanged for a session. What has ended without a result answers 410 with its own
 * code; a finished envelope stays open to its parties, who are entitled to their copy (15 U.S.C. 7001(e)).
 *
 * @throws AppError `link-voided`, `link-declined`, `link-expired`
 */
export function assertLinkUsable(envelope: Envelope, recipient: Recipient, now: Date): void {
  switch (envelope.status) {
    case 'draft':
      throw new AppError('link-unknown', 'This link is not known.');
    case 'voided':
      throw new AppError(
        'link-voided',
        'The sender withdrew this envelope. Nothing is asked of you any more.',
      );
    case 'declined':
      throw new AppError('link-declined', 'This envelope was declined and has ended.');
    case 'expired':
      throw new AppError(
        'link-expired',
        'The time to sign this envelope has run out. Ask the sender for a new one.',
      );
    case 'completed':
      if (envelope.completedAt.getTime() + RESULT_AVAILABLE_MS > now.getTime()) return;
      throw new AppError(
        'link-expired',
        'This link has ended. Ask the sender for a copy of the sealed file.',
      );
    case 'sealing':
      return;
    case 'sent':
      if (envelope.expiresAt > now || recipient.status === 'completed') return;
      throw new AppError(
        'link-expired',
        'The time to sign this envelope has run out. Ask the sender for a new one.',
      );
  }
}

/**
 * The one gate of a link, for looking and for opening: its envelope lets it in and no newer mail replaced it.
 *
 * @throws AppError as {@link assertLinkUsable}, `link-revoked`, `link-erased`
 */
export function assertLinkOpens(link: ResolvedLink, envelope: Envelope, now: Date): void {
  const recipient = recipientIn(envelope, link.recipientId);
  if (isErasedAddress(recipient.email)) {
    throw new AppError('link-erased', 'What this link led to was erased. Nothing is asked of you any more.');
  }
  assertLinkUsable(envelope, recipient, now);
  if (link.revokedAt !== null) throw new AppError('link-revoked', 'A newer mail replaced this link.');
  if (link.expiresAt !== null && link.expiresAt <= now) {
    throw new AppError('link-expired', 'This link has ended. Ask the sender for a new one.');
  }
}
