import type { SignatureReport, VerificationCheck, VerificationReport } from '@sealwright/signing-core';
import { printable } from '../terminal/printable.js';
import { describeSignature, markOf } from './describe-signature.js';

const verdictWords: Record<VerificationReport['verdict'], string> = {
  valid: 'VALID: the file is exactly as it was sealed, by a certificate you trust.',
  invalid: 'INVALID: do not rely on this file.',
  indeterminate: 'INDETERMINATE: nothing is wrong with the bytes, but trust could not be established.',
};

/** Ids of a signature's own checks begin with this and its number. */
const OWN_CHECK = /^signature-(\d+)\./;

/** The report as a person reads it: verdict first, then each signature as a checklist, then the file as a whole. */
export function describeReport(fileName: string, report: VerificationReport): string[] {
  const own = Map.groupBy(report.checks, ({ id }) => OWN_CHECK.exec(id)?.[1] ?? 'file');
  return [
    `${fileName}: ${verdictWords[report.verdict]}`,
    ...report.signatures.flatMap((signature, index) => [
      '',
      `${index + 1}. ${titleOf(signature)}`,
      ...describeSignature(signature, own.get(String(index + 1)) ?? []),
    ]),
    '',
    'The file',
    ...(own.get('file') ?? []).map(describeCheck),
  ].map(printable);
}

function describeCheck(check: VerificationCheck): string {
  return `  ${markOf(check.state)} ${check.detail}`;
}

function titleOf(signature: SignatureReport): string {
  const kind = signature.kind === 'document-timestamp' ? 'Document timestamp' : 'Signature';
  const level = signature.level === null ? '' : `, PAdES ${signature.level}`;
  return `${kind} ${JSON.stringify(signature.fieldName)} by ${signature.signerCommonName ?? 'an unknown signer'}${level}`;
}
