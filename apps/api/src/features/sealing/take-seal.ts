import { AppError } from '../../domain/app-error.js';
import type { OrganisationId } from '../../domain/ids.js';
import { type LeasedSeal, SealRefused, take } from '../../domain/seal.js';
import type { Seal } from '../../ports/seal-repository.js';
import type { SealContext, SealSubject } from '../../ports/seal-subject.js';
import type { Transaction } from '../../ports/transaction.js';
import type { ActiveSealKey } from './active-seal-key.js';

/** A seal in somebody's hands: what K2 read, and the condition as this worker last wrote it. */
export interface HeldSeal {
  readonly context: SealContext;
  readonly subject: SealSubject;
  readonly material: unknown;
  /** Why the subject may not be sealed, found while reading. The lease is kept, so that the cause can be written. */
  readonly refusal: AppError | null;
  /** The earlier intent cannot be carried out any more: another key, or a certificate that was not valid then. */
  startsAnew: boolean;
  leased: LeasedSeal;
  /** Room for the CMS that an earlier intent signed over; null when this one decides. */
  contentsByteLength: number | null;
}

/** K2: takes the lease and reads what is needed. Null when it is not this seal's time, or another worker holds it. */
export async function takeSeal(
  tx: Transaction,
  seal: Seal,
  subject: SealSubject,
  about: { readonly organisationId: OrganisationId; readonly active: ActiveSealKey },
): Promise<HeldSeal | null> {
  const leased = takeOrLeave(seal, tx.now);
  if (!leased) return null;
  await tx.seals.saveTaken(seal.id, leased);
  const { organisationId, active } = about;
  const startsAnew = !canResume(seal, active);
  const intendedAt = startsAnew ? tx.now : (seal.intentAt ?? tx.now);
  const resumed = startsAnew ? { ...seal, candidateSha256Hex: null } : seal;
  // What is declared now, also for a seal that has waited: whoever stops requiring timestamps releases it. The digest
  // does not hang on it, but for the room reserved, and that is remembered.
  const policy = await tx.sealingPolicy.current();
  const context = { organisationId, seal: resumed, intendedAt, key: active.key, policy };
  const contentsByteLength = startsAnew ? null : seal.contentsByteLength;
  const loaded = await loadOrRefuse(tx, subject, context);
  return { context, subject, leased, startsAnew, contentsByteLength, ...loaded };
}

/** Null when it is not this seal's time, or another worker holds it. */
export function takeOrLeave({ condition }: Pick<Seal, 'condition'>, now: Date): LeasedSeal | null {
  try {
    return take(condition, now);
  } catch (error) {
    if (error instanceof SealRefused) return null;
    throw error;
  }
}

/** An intent stands while its key is in use and its certificate covers the time it claimed. */
function canResume(seal: Seal, { key }: ActiveSealKey): boolean {
  if (seal.keyId === null || seal.intentAt === null) return true;
  return seal.keyId === key.id && seal.intentAt >= key.notBefore && seal.intentAt <= key.notAfter;
}

async function loadOrRefuse(tx: Transaction, subject: SealSubject, context: SealContext) {
  try {
    return { material: await subject.load(tx, context), refusal: null };
  } catch (error) {
    if (error instanceof AppError && error.code === 'envelope-not-sealing')
      return { material: null, refusal: error };
    throw error;
  }
}
