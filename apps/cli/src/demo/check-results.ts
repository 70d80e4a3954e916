import { createHash } from 'node:crypto';
import { AuditError, verifyAuditJson } from '@sealwright/audit';
import { type VerificationReport, verifyPdf } from '@sealwright/signing-core';

export interface DemoFiles {
  readonly sealed: Buffer;
  readonly original: Buffer;
  readonly certificate: Buffer;
  readonly audit: Buffer;
  readonly trust: Buffer;
}

/** One thing that was checked about the result, in words. */
export interface ResultCheck {
  readonly id: 'sealed' | 'prefix' | 'certificate' | 'audit';
  readonly ok: boolean;
  readonly sentence: string;
}

/** Checks the files as a stranger would: with the libraries alone, offline, trusting only the exported root. */
export async function checkResults(
  files: DemoFiles,
  { uploaded }: { uploaded: Buffer },
): Promise<ResultCheck[]> {
  const trustedRootsPem = [files.trust.toString('utf8')];
  const sealed = await verifyPdf(files.sealed, { trustedRootsPem, expectedPrefix: files.original });
  const certificate = await verifyPdf(files.certificate, { trustedRootsPem });
  return [
    { id: 'sealed', ...judgePdf('sealed.pdf', sealed) },
    { id: 'prefix', ...judgePrefix(files, uploaded) },
    { id: 'certificate', ...judgePdf('certificate.pdf', certificate) },
    { id: 'audit', ...judgeAudit(files) },
  ];
}

function judgePdf(name: string, report: VerificationReport): Omit<ResultCheck, 'id'> {
  const seal = report.signatures.at(-1);
  if (report.verdict === 'valid' && seal) {
    return {
      ok: true,
      sentence: `${name}: seal of ${seal.signerCommonName ?? 'an unnamed certificate'} is intact, covers the whole file and leads to trust.pem`,
    };
  }
  const why = report.checks.filter((check) => check.state !== 'pass').map((check) => check.detail);
  return { ok: false, sentence: `${name}: ${report.verdict}. ${why.join(' ')}` };
}

function judgePrefix({ sealed, original }: DemoFiles, uploaded: Buffer): Omit<ResultCheck, 'id'> {
  const begins = sealed.subarray(0, original.length).equals(original);
  if (!begins) return { ok: false, sentence: 'sealed.pdf does not begin with the frozen document' };
  return original.equals(uploaded)
    ? { ok: true, sentence: `sealed.pdf begins with the ${uploaded.length} bytes that were uploaded` }
    : { ok: true, sentence: 'sealed.pdf begins with the document as it was normalised at intake' };
}

function judgeAudit({ audit, sealed, original }: DemoFiles): Omit<ResultCheck, 'id'> {
  try {
    const report = verifyAuditJson(audit, {
      sealedSha256Hex: sha256Hex(sealed),
      originalSha256Hex: sha256Hex(original),
    });
    const failed = report.checks.filter((check) => check.state === 'fail').map((check) => check.detail);
    return report.verdict === 'valid'
      ? {
          ok: true,
          sentence: `audit.json: ${report.chain.eventCount} events, unbroken chain, same documents`,
        }
      : { ok: false, sentence: `audit.json: ${failed.join(' ')}` };
  } catch (error) {
    if (error instanceof AuditError) return { ok: false, sentence: `audit.json: ${error.message}` };
    throw error;
  }
}

function sha256Hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
