import { AppError } from './app-error.js';

/** When ended envelopes are erased. Days count from the end of the envelope; null: never. */
export interface RetentionRule {
  /** Files and field values. */
  readonly documentsAfterDays: number | null;
  /** Names, addresses and texts too. */
  readonly personalAfterDays: number | null;
  /** True: nothing may be erased before its time, on request neither (21 CFR 11.10(c)). */
  readonly locked: boolean;
}

/** Administrators are told this long before anything is erased. */
export const WARNING_DAYS = 14;

/** @throws AppError `retention-contradicts` */
export function assertConsistent({ documentsAfterDays, personalAfterDays }: RetentionRule): void {
  if (personalAfterDays === null) return;
  if (documentsAfterDays !== null && documentsAfterDays <= personalAfterDays) return;
  throw new AppError(
    'retention-contradicts',
    'The files show names, so they must be erased before or together with the personal data.',
  );
}

export function isSameRule(a: RetentionRule | null, b: RetentionRule | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.documentsAfterDays === b.documentsAfterDays &&
    a.personalAfterDays === b.personalAfterDays &&
    a.locked === b.locked
  );
}
