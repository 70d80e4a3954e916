import type { DoneSeal, DueSeal, SealCondition } from './seal.js';
import { isBelow, type SealLevel } from './sealing-policy.js';

/**
 * What is still owed to a sealed file. It goes through the states of a seal (`seal.ts`: due, leased, waiting, done,
 * failed) with the same lease and fence; `done` is not its end, for an archive timestamp ages.
 */
export type ExtensionReason = 'upgrade' | 'renewal';

const dayMs = 86_400_000;

/** Null when nothing is owed. Below the level wanted: an upgrade. At B-LTA: a renewal, once `renewAt` has come. */
export function owedTo(
  file: { readonly level: SealLevel },
  target: SealLevel,
  renewAt: Date | null,
  now: Date,
): ExtensionReason | null {
  if (isBelow(file.level, target)) return 'upgrade';
  return renewAt !== null && renewAt <= now ? 'renewal' : null;
}

/** A fulfilled extension whose archive timestamp has come of age is due again, as if never tried. */
export function dueAgain(condition: SealCondition, renewAt: Date | null, now: Date): SealCondition {
  if (condition.state !== 'done' || renewAt === null || renewAt > now) return condition;
  return reopened(condition);
}

function reopened({ fence, intentDigestHex }: DoneSeal): DueSeal {
  return { fence, intentDigestHex, attempts: 0, state: 'due' };
}

/**
 * When a file needs its next archive timestamp: `marginDays` before the certificate behind the newest one ends. Where
 * so much is not left any more, half of what is, so that a short-lived certificate does not cause a renewal a minute;
 * and never more often than daily.
 */
export function renewalDueAt(certificateEnds: Date, marginDays: number, now: Date): Date {
  const leftMs = certificateEnds.getTime() - now.getTime();
  const waitMs = Math.max(leftMs - marginDays * dayMs, leftMs / 2, dayMs);
  return new Date(now.getTime() + waitMs);
}
