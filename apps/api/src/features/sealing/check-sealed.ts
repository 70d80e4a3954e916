import { type SignatureReport, type VerificationReport, verifyPdf } from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import type { SealLevel } from '../../domain/sealing-policy.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';

export interface FileExpectation {
  /** The file must begin with exactly these bytes. */
  readonly prefix: Uint8Array;
  /** Pages the second reader must count; null when only it knows. */
  readonly pageCount: number | null;
  readonly trustedRootsPem: readonly string[];
}

export interface CheckedFile {
  readonly pageCount: number;
  /** Level of our own seal, the last signature of the file. */
  readonly level: SealLevel;
}

/**
 * K7: nothing is released that two independent readers do not agree on. Ours judges signatures, timestamps, trust, later
 * revisions and the beginning of the file; PDFium, in a child process, must see the same signatures over the same bytes
 * and the same pages.
 *
 * @throws AppError `seal-check-failed`: an alarm for a person, never a reason to try again.
 */
export async function checkSealed(
  sealed: Uint8Array,
  { prefix, pageCount, trustedRootsPem }: FileExpectation,
  sandbox: PdfSandbox,
): Promise<CheckedFile> {
  const [report, second] = await Promise.all([
    // Others may have signed before it was filled in: that it is no longer what they saw was said at intake.
    verifyPdf(sealed, { trustedRootsPem, expectedPrefix: prefix, earlierSignatures: 'may-be-overtaken' }),
    sandbox.secondOpinion(sealed),
  ]);
  const failed = report.checks.find(({ state }) => state === 'fail');
  if (report.verdict !== 'valid' || failed) throw disagreement(failed?.id ?? `verdict-${report.verdict}`);
  const ours = report.signatures.map(({ byteRange }) => String(byteRange)).sort();
  const theirs = second.signatures.map(({ byteRange }) => String(byteRange)).sort();
  if (ours.length !== theirs.length) throw disagreement('signature-count');
  if (ours.some((range, index) => range !== theirs[index])) throw disagreement('byte-range');
  if (second.pageCount !== (pageCount ?? second.pageCount)) throw disagreement('page-count');
  const level = lastSignature(report)?.level ?? null;
  if (level === null) throw disagreement('level');
  // Only validation data may stand behind the last signature, and only where no timestamp follows it.
  if (level !== 'B-LT' && !second.signatures.some(({ coversWholeFile }) => coversWholeFile))
    throw disagreement('coverage');
  return { pageCount: second.pageCount, level };
}

/** Our own seal: reports come in the order of the form, which need not be the order of the file. */
function lastSignature({ signatures }: VerificationReport): SignatureReport | undefined {
  const endOf = ({ byteRange }: SignatureReport) => (byteRange?.[2] ?? 0) + (byteRange?.[3] ?? 0);
  return signatures
    .filter(({ kind }) => kind === 'signature')
    .toSorted((one, other) => endOf(one) - endOf(other))
    .at(-1);
}

export function disagreement(check: string): AppError {
  return new AppError(
    'seal-check-failed',
    `The sealed file did not pass the check “${check}” and was not released.`,
  );
}
