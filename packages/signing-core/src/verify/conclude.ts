import type { Checklist, SignatureReport, VerificationReport } from './report.js';

/**
 * The verdict of a file. The last signature, which vouches for every byte before it, and the timestamps that follow it
 * decide about trust; every signature decides about changes and broken bytes, through its failed checks.
 */
export function conclude(
  signatures: readonly SignatureReport[],
  list: Checklist,
): VerificationReport['verdict'] {
  const broken = signatures.some(
    ({ integrity, coverage }) => integrity === 'broken' || coverage === 'broken',
  );
  if (list.failed || broken) return 'invalid';
  const ordered = signatures.toSorted((left, right) => endOf(left) - endOf(right));
  const last = ordered.findLastIndex(({ kind }) => kind === 'signature');
  // A timestamp alone says when, and nobody says yes.
  if (last < 0) return 'indeterminate';
  return ordered.slice(last).every(isSettled) ? 'valid' : 'indeterminate';
}

const isSettled = ({ integrity, certificate, revocation }: SignatureReport): boolean =>
  integrity === 'intact' &&
  certificate === 'trusted' &&
  (revocation === 'good' || revocation === 'not-checked');

const endOf = ({ byteRange }: SignatureReport): number => (byteRange?.[2] ?? 0) + (byteRange?.[3] ?? 0);
