import { verifyPdf } from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';
import type { SealCandidate } from '../../ports/seal-subject.js';

/**
 * K7: nothing is released that two independent readers do not agree on. Ours judges signature, trust and the frozen
 * prefix; PDFium, in a child process, must see the same signature over the whole file and the same pages.
 *
 * @throws AppError `seal-check-failed`: an alarm for a person, never a reason to try again.
 */
export async function checkSealed(
  sealed: Uint8Array,
  candidate: SealCandidate,
  trustedRootPem: string,
  sandbox: PdfSandbox,
): Promise<{ pageCount: number }> {
  const [report, second] = await Promise.all([
    verifyPdf(sealed, { trustedRootsPem: [trustedRootPem], expectedPrefix: candidate.prefix }),
    sandbox.secondOpinion(sealed),
  ]);
  const failed = report.checks.find(({ state }) => state === 'fail');
  if (report.verdict !== 'valid' || failed) throw disagreement(failed?.id ?? `verdict-${report.verdict}`);
  const ours = report.signatures.find(({ coverage }) => coverage === 'whole-file');
  const theirs = second.signatures.find(({ coversWholeFile }) => coversWholeFile);
  if (second.signatures.length !== report.signatures.length) throw disagreement('signature-count');
  if (!ours?.byteRange || !theirs || String(ours.byteRange) !== String(theirs.byteRange))
    throw disagreement('byte-range');
  if (second.pageCount !== (candidate.pageCount ?? second.pageCount)) throw disagreement('page-count');
  return { pageCount: second.pageCount };
}

function disagreement(check: string): AppError {
  return new AppError(
    'seal-check-failed',
    `The sealed file did not pass the check “${check}” and was not released.`,
  );
}
