import type { ParsedCertificate } from '../x509/certificate.js';
import { checkRevocation } from '../x509/check-revocation.js';
import type { PathPurpose, PathResult } from '../x509/path-result.js';
import type { CertificateRevocation } from '../x509/revocation-status.js';
import { validatePath } from '../x509/validate-path.js';
import type { ValidationData } from '../x509/validation-data.js';
import type { PolicyFinding, SignatureReport } from './report.js';

export interface CertificateQuestion {
  readonly certificateDer: Uint8Array;
  readonly purpose: PathPurpose;
  readonly roots: readonly ParsedCertificate[];
  /** Everything the file brings; its certificates are material for the path. */
  readonly data: ValidationData;
  readonly at: Date;
  /** The time is proven: what was revoked after it does not matter. */
  readonly proven: boolean;
}

export interface CertificateJudgement {
  readonly path: PathResult;
  readonly revocation: SignatureReport['revocation'];
  readonly revocationDetail: string;
  readonly findings: readonly PolicyFinding[];
}

/** The path of one certificate to the pinned roots and the state of everything on it, at one time. */
export async function judgeCertificate(question: CertificateQuestion): Promise<CertificateJudgement> {
  const { certificateDer, roots, data, at, purpose } = question;
  const path = await validatePath(certificateDer, data.certificatesDer, roots, at, purpose);
  if (path.state !== 'trusted') {
    return {
      path,
      revocation: 'not-checked',
      revocationDetail: 'Without a path there is nobody to ask whether the certificate was revoked.',
      findings: [],
    };
  }
  const { certificates } = await checkRevocation(path.path, data, at);
  const later = certificates.find(({ status }) => status.state === 'good' && status.revokedLater);
  // A claimed time is the holder's own word: he could put it before his certificate was revoked.
  const revoked =
    certificates.find(({ status }) => status.state === 'revoked') ?? (question.proven ? undefined : later);
  const outcome = summarise(revoked, certificates);
  return { path, ...outcome, findings: [...path.findings, ...describeOpenEnds(outcome, later)] };
}

function describeOpenEnds(
  { revocation, revocationDetail }: Pick<CertificateJudgement, 'revocation' | 'revocationDetail'>,
  later: CertificateRevocation | undefined,
): PolicyFinding[] {
  if (revocation === 'not-checked') return [{ code: 'no-revocation-data', detail: revocationDetail }];
  if (revocation === 'revoked' || !later) return [];
  return [{ code: 'revocation-after-signing', detail: describe(later) }];
}

function summarise(
  revoked: CertificateRevocation | undefined,
  certificates: readonly CertificateRevocation[],
): Pick<CertificateJudgement, 'revocation' | 'revocationDetail'> {
  if (revoked) return { revocation: 'revoked', revocationDetail: describe(revoked) };
  const open = certificates.filter(({ status }) => status.state === 'unknown');
  const unsettled = open.find(({ status }) => status.state === 'unknown' && !status.notMentioned);
  if (unsettled) return { revocation: 'unknown', revocationDetail: describe(unsettled) };
  const [silent] = open;
  if (silent) return { revocation: 'not-checked', revocationDetail: describe(silent) };
  return { revocation: 'good', revocationDetail: 'No certificate of the path was revoked at that time.' };
}

const describe = ({ certificate, status }: CertificateRevocation): string =>
  `${certificate.displayName}: ${status.detail}`;
