import type { DeliveryReceipt } from '../../ports/mailer.js';

const firstRetryMs = 15_000;
const longestRetryMs = 30 * 60_000;

/** Milliseconds until a deferred mail is tried again: 15 s, doubled, half an hour at most. Never given up silently. */
export function mailRetryMs(attempts: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(16, Math.max(0, attempts - 1)));
}

/** The stable code behind a refusal, for the record and for the sender's screen. */
export function refusalCode({ smtpCode, state }: DeliveryReceipt): string {
  if (smtpCode === null) return state === 'failed' ? 'mail-address-invalid' : 'mail-server-unreachable';
  return state === 'failed' ? 'mail-refused' : 'mail-deferred';
}

/** RFC 3463 status such as 5.1.1, when the server gave one. */
export function enhancedCode(response: string): string | null {
  return /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null;
}
