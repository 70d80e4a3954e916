import type { SignatureReport, VerificationReport } from '@sealwright/signing-core';

const marks = { pass: '✓', warn: '!', fail: '✗' } as const;

const verdictWords: Record<VerificationReport['verdict'], string> = {
  valid: 'VALID: the file is exactly as it was sealed, by a certificate you trust.',
  invalid: 'INVALID: do not rely on this file.',
  indeterminate: 'INDETERMINATE: nothing is wrong with the bytes, but trust could not be established.',
};

/** The report as a person reads it: verdict first, then who sealed, then every check. */
export function describeReport(fileName: string, report: VerificationReport): string[] {
  return [
    `${fileName}: ${verdictWords[report.verdict]}`,
    ...report.signatures.flatMap(describeSignature),
    ...report.checks.map((check) => `  ${marks[check.state]} ${check.detail}`),
  ];
}

function describeSignature(signature: SignatureReport): string[] {
  const who = signature.signerCommonName ?? 'unknown signer';
  const when = signature.claimedTime === null ? '' : `, claimed time ${signature.claimedTime.toISOString()}`;
  return [
    `  Signature ${JSON.stringify(signature.fieldName)} by ${who}${when}`,
    ...(signature.fingerprintSha256Hex ? [`    certificate SHA-256 ${signature.fingerprintSha256Hex}`] : []),
  ];
}
