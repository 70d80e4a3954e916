import { createHash } from 'node:crypto';
import { AuditError, verifyAuditJson } from '@sealwright/audit';
import { type VerificationReport, verifyPdf } from '@sealwright/signing-core';
import type { DemoDocument } from './demo-documents.js';
import { type DemoDocumentFiles, type DemoFiles, numberOf } from './demo-files.js';
import type { UploadedDocument } from './send-envelope.js';

/** One thing that was checked about the result, in words. */
export interface ResultCheck {
  readonly id: 'sealed' | 'prefix' | 'certificate' | 'audit';
  readonly ok: boolean;
  readonly sentence: string;
}

type Judgement = Omit<ResultCheck, 'id'>;

/** What went in: the files as they were uploaded, and what the platform said it froze. In the order of the envelope. */
export interface SentDocuments {
  readonly uploaded: readonly DemoDocument[];
  readonly frozen: readonly UploadedDocument[];
}

/** Checks the files as a stranger would: with the libraries alone, offline, trusting only the exported root. */
export async function checkResults(files: DemoFiles, sent: SentDocuments): Promise<ResultCheck[]> {
  const trustedRootsPem = [files.trust.toString('utf8')];
  const checks: ResultCheck[] = [];
  for (const [at, document] of files.documents.entries()) {
    const name = `sealed${numberOf(at)}.pdf`;
    checks.push({ id: 'sealed', ...judgePdf(name, await verifyPdf(document.sealed, { trustedRootsPem })) });
    checks.push({ id: 'prefix', ...judgeBeginning(name, document, sent.uploaded[at], sent.frozen[at]) });
  }
  const certificate = await verifyPdf(files.certificate, { trustedRootsPem });
  checks.push({ id: 'certificate', ...judgePdf('certificate.pdf', certificate) });
  return [...checks, { id: 'audit', ...judgeAudit(files, sent.uploaded) }];
}

function judgePdf(name: string, report: VerificationReport): Judgement {
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

/** A sealed file begins with the bytes people were shown: those of the upload, or of the upload as it was normalised. */
function judgeBeginning(
  name: string,
  { sealed, original }: DemoDocumentFiles,
  uploaded: DemoDocument | undefined,
  frozen: UploadedDocument | undefined,
): Judgement {
  if (!uploaded || !frozen) return { ok: false, sentence: `${name} is a document nobody sent` };
  if (sha256Hex(original) !== frozen.frozenSha256Hex) {
    return { ok: false, sentence: `${name}: the file that was kept is not the one that was shown` };
  }
  if (sha256Hex(sealed.subarray(0, frozen.frozenByteSize)) !== frozen.frozenSha256Hex) {
    return { ok: false, sentence: `${name} does not begin with the document that was shown` };
  }
  return frozen.frozenSha256Hex === uploaded.sha256Hex
    ? { ok: true, sentence: `${name} begins with the ${uploaded.bytes.length} bytes that were uploaded` }
    : { ok: true, sentence: `${name} begins with the document as it was normalised at intake and shown` };
}

function judgeAudit({ audit, documents }: DemoFiles, uploaded: readonly DemoDocument[]): Judgement {
  try {
    const reports = documents.map(({ sealed }, at) =>
      verifyAuditJson(audit, {
        sealedSha256Hex: sha256Hex(sealed),
        originalSha256Hex: uploaded[at]?.sha256Hex ?? '',
      }),
    );
    const failed = reports.flatMap(({ checks }) => checks).filter((check) => check.state === 'fail');
    if (failed.length > 0) {
      return { ok: false, sentence: `audit.json: ${failed.map(({ detail }) => detail).join(' ')}` };
    }
    const eventCount = reports[0]?.chain.eventCount ?? 0;
    return { ok: true, sentence: `audit.json: ${eventCount} events, unbroken chain, same documents` };
  } catch (error) {
    if (error instanceof AuditError) return { ok: false, sentence: `audit.json: ${error.message}` };
    throw error;
  }
}

function sha256Hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
